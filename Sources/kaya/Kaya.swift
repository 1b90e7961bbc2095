internal import Answering
internal import Archive
internal import ArgumentParser
internal import ChatServer
internal import Diagnostics
internal import Dialogue
internal import Foundation
internal import Knowledge
internal import LanguageModels
internal import Logging
internal import NIOPosix
internal import ServiceLifecycle
internal import Turns
internal import UnixSignals

@main
struct Kaya: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "kaya")
    @Argument var command: String = "serve"
    func run() async throws {
        let env = ProcessInfo.processInfo.environment
        EventLoops.install(count: Int(env["KAYA_EVENT_LOOPS"] ?? "0") ?? 0)
        var logger = Logger(label: "kaya"); logger.logLevel = .warning
        let registry = MetricsRegistry()
        let clock = TurnClock(ContinuousClock())
        var turns = TurnsConfiguration(); turns.maximumRunning = 20000; turns.maximumQueued = 20000
        let archive = InMemoryTurnArchive(capacity: 1000)
        let intake = TurnIntake(configuration: turns, archive: archive, clock: clock, makeID: { var g = SystemRandomNumberGenerator(); return TurnID.random(using: &g) }, logger: logger)
        let transport = try NIOTransport(group: MultiThreadedEventLoopGroup.singleton)
        let mm = ModelMetrics(in: registry, models: ["primary", "quoting"])
        _ = mm
        let model = OpenAICompatibleModel(OpenAICompatibleConfiguration(label: "primary", model: "mock-gpt", url: try ChatCompletionsURL(parsing: env["KAYA_MODEL_BASE_URL"] ?? "http://127.0.0.1:9000/v1")), transport: transport, clock: ContinuousClock())
        let answerer = Answerer(knowledge: NoKnowledge(), composer: PromptComposer(), model: model, configuration: AnsweringConfiguration(), clock: ContinuousClock(), logger: logger)
        let runner = TurnRunner(intake: intake, answerer: answerer, archive: archive, clock: clock, metrics: TurnMetrics(registry: registry, intake: intake), logger: logger)
        var server = ChatServerConfiguration(); server.port = Int(env["KAYA_PORT"] ?? "8080")!
        server.limits.connections = 20000; server.limits.streamsPerClient = 20000
        let chat = try ChatServer(configuration: server, intake: intake, metrics: registry, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [.init(service: runner), .init(service: chat)], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }
}
