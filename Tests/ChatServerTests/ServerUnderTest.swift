import ChatServer
import Diagnostics
import KayaTesting
import Logging
import ServiceLifecycle
import Turns

/// A server on a free loopback port with a workshop behind it, for one test.
struct ServerUnderTest: Sendable {
    struct Setup {
        var workshop = TurnWorkshop.Setup()
        var server = ChatServerConfiguration()
        var log = CapturedLog()
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
            configuration: setup.server, intake: workshop.intake, metrics: workshop.registry, logger: setup.log.logger
        ) { ports.put($0) }
        // Shut down as in earnest: a listening server that is cancelled may drop a connection it has just accepted, which
        // SwiftNIO answers with a crash (apple/swift-nio#2637). What still runs then is cancelled.
        var services = ServiceGroupConfiguration(
            services: [.init(service: workshop.runner), .init(service: server)], logger: Logger(label: "services"))
        services.maximumGracefulShutdownDuration = .milliseconds(100)
        let group = ServiceGroup(configuration: services)
        async let running: Void = group.run()
        do {
            try await body(ServerUnderTest(port: await ports.next(), workshop: workshop, log: setup.log))
        } catch {
            await group.triggerGracefulShutdown()
            try? await running  // the test's own error is the one to see
            throw error
        }
        await group.triggerGracefulShutdown()
        try await running
    }

    /// A connection to the server.
    func connect<Value>(_ body: (HTTPPeer) async throws -> Value) async throws -> Value {
        try await HTTPPeer.connect(to: port, body)
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
