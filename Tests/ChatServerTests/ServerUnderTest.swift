import ChatServer
import Diagnostics
import Dialogue
import Identity
import KayaTesting
import Logging
import Turns

/// A server on a free loopback port with a workshop behind it, for one test.
struct ServerUnderTest: Sendable {
    struct Setup {
        var workshop = TurnWorkshop.Setup()
        var server = ChatServerConfiguration()
        var knowledge = ServedKnowledge.none
        var languageOf: @Sendable (String) -> Language? = { _ in nil }
        var log = CapturedLog()
        var identity: IdentityDesk?

        /// Serves HTTP/2 and HTTP/1.1 over TLS.
        mutating func useTLS() {
            let files = ModelServer.TLS.localhost
            server.tls = ChatServerConfiguration.TLSFiles(
                certificateChain: files.certificateFile, privateKey: files.keyFile)
        }
    }

    let port: Int
    let workshop: TurnWorkshop
    let log: CapturedLog

    var model: DirectedModel { workshop.model }

    /// Serves for as long as `body` runs.
    static func run(
        _ configure: (inout Setup) -> Void = { _ in },
        _ body: (ServerUnderTest) async throws -> Void
    ) async throws {
        var setup = Setup()
        setup.server.port = 0
        configure(&setup)
        let workshop = TurnWorkshop(setup.workshop)
        let ports = Arrivals<Int>()
        let server = try ChatServer(
            configuration: setup.server, intake: workshop.intake, conversations: setup.workshop.conversations,
            knowledge: setup.knowledge, languageOf: setup.languageOf, metrics: workshop.registry,
            logger: setup.log.logger, identity: setup.identity
        ) { ports.put($0) }
        try await withServices([workshop.runner, server]) {
            try await body(ServerUnderTest(port: await ports.next(), workshop: workshop, log: setup.log))
        }
    }

    /// A connection to the server.
    func connect<Value>(
        tls: String? = nil, receiveBuffer: Int? = nil, _ body: (HTTPPeer) async throws -> Value
    ) async throws -> Value {
        try await HTTPPeer.connect(to: port, tls: tls, receiveBuffer: receiveBuffer, body)
    }

    /// One request on a connection of its own, answered whole.
    func answer(
        _ method: String, _ target: String, _ fields: [String: String] = [:], json: String? = nil
    ) async throws -> HTTPPeer.Response {
        try await connect { try await $0.answer(method, target, fields, json: json) }
    }

    /// Lets the model answer its next call with one piece.
    func modelAnswers(_ text: String) async {
        let call = await model.nextCall()
        call.say(text)
        call.finish()
    }

    /// Waits for the next log line with this message.
    func line(_ message: String) async -> CapturedLog.Line {
        await log.lines.next { $0.message == message }
    }
}
