import Hummingbird
import HummingbirdHTTP2
import KayaTesting
import LanguageModels
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Testing

@Suite("A model server that speaks HTTP/2", .timeLimit(.minutes(1)))
struct HTTP2TransportTests {
    private static let answer = ModelAnswer.tokens(["Guten ", "Tag"])

    @Test("Where the server offers it and it is allowed, the answer comes in HTTP/2, the first piece before the second")
    func stream() async throws {
        let gate = Gate()
        let body = ResponseBody { writer in
            let pieces = Self.answer.pieces
            try await writer.write(ByteBuffer(bytes: pieces[0]))
            try await gate.wait()
            for piece in pieces.dropFirst() { try await writer.write(ByteBuffer(bytes: piece)) }
            try await writer.finish(nil)
        }
        try await serving(body) { url in
            let recording = TransportRecording { event in
                if case .body = event { gate.open() }
                return .proceed
            }
            _ = try await withTransport(allowsHTTP2: true) { try await $0.record(url, recording) }
            #expect(recording.head?.value(of: "x-channel") == "HTTP2StreamChannel")
            #expect(recording.body == Self.answer.body)
        }
    }

    @Test("Where it is not allowed, the same server answers in HTTP/1.1")
    func notAllowed() async throws {
        try await serving(ResponseBody(byteBuffer: ByteBuffer(bytes: Self.answer.body))) { url in
            let recording = try await withTransport(allowsHTTP2: false) { try await $0.record(url) }
            #expect(recording.head?.value(of: "x-channel") == "SocketChannel")
            #expect(recording.body == Self.answer.body)
        }
    }

    @Test("A receiver that gives up in the middle ends its stream at once, and the server's is closed")
    func abandoned() async throws {
        let closed = Gate()
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(bytes: Self.answer.pieces[0]))
            try await closed.wait()
        }
        try await serving(body, closed: closed) { url in
            try await withTransport(allowsHTTP2: true) { transport in
                try await transport.send(.test(url)) { if case .body = $0 { .abandon } else { .proceed } }
                try await closed.wait()
            }
        }
    }

    private func withTransport<Value>(
        allowsHTTP2: Bool, _ body: (AsyncHTTPClientTransport) async throws -> Value
    ) async throws -> Value {
        let configuration = TransportConfiguration(
            connectTimeout: .seconds(30), certificateAuthorityFile: ModelServer.TLS.localhost.certificateFile)
        return try await AsyncHTTPClientTransport.withTransport(
            configuration: configuration, allowsHTTP2: allowsHTTP2, group: MultiThreadedEventLoopGroup.singleLoop, body)
    }

    /// Runs a server that answers every request with `answer` and says over which kind of channel, and opens a gate when
    /// that is closed.
    private func serving(
        _ answer: ResponseBody, closed: Gate = Gate(), _ body: (TransportURL) async throws -> Void
    ) async throws {
        let router = Router(context: ChannelContext.self)
        router.post("/") { _, context in
            context.channel.closeFuture.whenComplete { _ in closed.open() }
            var headers = HTTPFields()
            headers[.contentType] = "text/event-stream"
            headers[.init("x-channel")!] = String(describing: type(of: context.channel))
            return Response(status: .ok, headers: headers, body: answer)
        }
        let ports = Arrivals<Int>()
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(ModelServer.TLS.localhost.certificateFile)
                .map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: ModelServer.TLS.localhost.keyFile, format: .pem)))
        tls.minimumTLSVersion = .tlsv12
        let server = Application(
            router: router, server: try .http2Upgrade(tlsConfiguration: tls),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { ports.put($0.localAddress?.port ?? 0) },
            logger: Logger(label: "server") { _ in SwiftLogNoOpLogHandler() })
        try await withServices([server]) {
            try await body(TransportURL(isSecure: true, host: "localhost", port: await ports.next(), target: "/"))
        }
    }
}

/// Remembers the channel of a request.
private struct ChannelContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}
