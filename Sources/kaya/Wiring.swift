internal import Answering
internal import Archive
internal import ChatServer
internal import Diagnostics
internal import Dialogue
internal import Knowledge
internal import LanguageModels
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
internal import Turns

/// Wires everything: the one place that knows the concrete types, to be read like a menu.
struct Wiring {
    private let configuration: KayaConfiguration
    private let logger: Logger
    private let registry = MetricsRegistry()
    private let clock = EventLoopClock()

    init(_ configuration: KayaConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    /// The services of `kaya serve`, in the order they start; they end in the opposite one.
    func services(listening: @escaping @Sendable (Int) async -> Void) throws -> [any Service] {
        ProcessMetrics.register(in: registry)
        let (model, connections) = try model()
        let archive = InMemoryTurnArchive(capacity: configuration.turns.maximumFinished)
        let intake = TurnIntake(
            configuration: configuration.turns, archive: archive, clock: TurnClock(clock), makeID: Self.makeTurnID,
            logger: logger)
        let answerer = Answerer(
            knowledge: try knowledge(), composer: PromptComposer(), model: model,
            configuration: configuration.answering,
            clock: clock, logger: logger)
        let runner = TurnRunner(
            intake: intake, answerer: answerer, archive: archive, clock: TurnClock(clock),
            metrics: TurnMetrics(registry: registry, intake: intake), logger: logger)
        let server = try ChatServer(
            configuration: configuration.server, intake: intake, metrics: registry, logger: logger,
            listening: listening)
        return [connections, Lasting(runner), server, IntakeDrain(intake: intake)]
    }

    private func knowledge() throws -> any KnowledgeIndex {
        guard configuration.knowledge.isEnabled else { return NoKnowledge() }
        return try KnowledgeFile.openCreating(configuration.knowledge)
    }

    // MARK: Models

    /// The models in order of preference, each with its layers, and what keeps their connections.
    private func model() throws -> (any LanguageModel, ModelConnections) {
        let labels = configuration.models.map(\.model.identity.label)
        let metrics = ModelMetrics(in: registry, models: labels + ["quoting"])
        let budget = RetryBudget(ratio: configuration.retryShare, minimum: configuration.retryMinimum)
        var transports: [ModelConnections.Transport] = []
        var choices: [FallbackModel.Choice] = []
        for server in configuration.models {
            let (transport, kept) = try transport(to: server)
            transports.append(kept)
            choices.append(
                FallbackModel.Choice(
                    server.model.identity,
                    layered(server.model, transport: transport, budget: budget, metrics: metrics)))
        }
        if configuration.quotesAsFallback || choices.isEmpty {
            let quoting = QuotingModel(clock: clock)
            choices.append(
                FallbackModel.Choice(
                    quoting.identity, MeteredModel(quoting, clock: clock, metrics: metrics[quoting.identity.label])))
        }
        return (FallbackModel(choices, metrics: metrics), ModelConnections(transports: transports))
    }

    private func layered(
        _ server: OpenAICompatibleConfiguration,
        transport: any ModelTransport,
        budget: RetryBudget,
        metrics: ModelMetrics
    ) -> any LanguageModel {
        let series = metrics[server.identity.label]
        let client = OpenAICompatibleModel(server, transport: transport, clock: clock)
        let breaking = BreakingModel(
            client, configuration: configuration.breaker, clock: clock, metrics: series, logger: logger)
        let retrying = RetryingModel(
            breaking, policy: configuration.retry, budget: budget, clock: clock, metrics: series)
        return MeteredModel(retrying, clock: clock, metrics: series)
    }

    private func transport(
        to server: ModelServerConfiguration
    ) throws -> (any ModelTransport, ModelConnections.Transport) {
        let group = MultiThreadedEventLoopGroup.singleton
        switch server.transport {
        case .direct:
            let transport = try NIOTransport(configuration: server.connections, group: group)
            return (transport, .direct(transport))
        case .asyncHTTPClient(let proxy):
            let transport = AsyncHTTPClientTransport(
                configuration: server.connections, proxy: proxy, allowsHTTP2: server.allowsHTTP2, group: group)
            return (transport, .asyncHTTPClient(transport))
        }
    }

    private static func makeTurnID() -> TurnID {
        var generator = SystemRandomNumberGenerator()
        return TurnID.random(using: &generator)
    }
}
