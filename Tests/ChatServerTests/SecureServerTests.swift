import ChatServer
import Dialogue
import Foundation
import KayaTesting
import Testing

@Suite("HTTP/2 and HTTP/1.1 over TLS", .timeLimit(.minutes(1)))
struct SecureServerTests {
    /// What curl printed, its status line and fields included.
    private static func curl(_ arguments: [String]) async throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/curl")
        process.arguments = ["--silent", "--include", "--no-buffer"] + arguments
        let output = Pipe()
        process.standardOutput = output
        let ended = Arrivals<Data>()
        process.terminationHandler = { _ in ended.put(output.fileHandleForReading.availableData) }
        try process.run()
        return String(decoding: await ended.next(), as: UTF8.self)
    }

    @Test(
        "A stream is the same over both",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/curl")),
        arguments: [("--http2", "HTTP/2 200"), ("--http1.1", "HTTP/1.1 200")])
    func stream(_ version: String, _ status: String) async throws {
        let folder = Fixture.folder.appending(path: "tls")
        let certificate = folder.appending(path: "localhost.pem").path
        try await ServerUnderTest.run {
            $0.server.tls = ChatServerConfiguration.TLSFiles(
                certificateChain: certificate, privateKey: folder.appending(path: "localhost.key").path)
        } _: { server in
            let url = "https://localhost:\(server.port)/chat/stream?q=Moin"
            async let output = Self.curl([
                version, "--cacert", certificate, "--resolve", "localhost:\(server.port):127.0.0.1", url,
            ])
            await server.modelAnswers("Hallo \u{1F697}")
            let text = try await output
            #expect(text.hasPrefix(status))
            #expect(
                text.contains("content-type: text/event-stream; charset=utf-8")
                    || text.contains("Content-Type: text/event-stream; charset=utf-8"))
            #expect(text.contains("\n: ok\nretry: 2000\n\n"))
            #expect(text.hasSuffix("data: {\"done\":true,\"fullText\":\"Hallo \u{1F697}\",\"finish\":\"stop\"}\n\n"))
            #expect(await server.line("stream").field("stream.outcome") == "complete")
        }
    }

    @Test("A certificate that cannot be read is said when the server is made")
    func noCertificate() throws {
        var configuration = ChatServerConfiguration()
        configuration.tls = ChatServerConfiguration.TLSFiles(
            certificateChain: "/nowhere.pem", privateKey: "/nowhere.key")
        let workshop = TurnWorkshop()
        #expect(throws: (any Error).self) {
            try ChatServer(
                configuration: configuration, intake: workshop.intake, metrics: workshop.registry,
                logger: CapturedLog().logger)
        }
    }
}
