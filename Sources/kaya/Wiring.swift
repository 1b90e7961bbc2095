internal import Answering
internal import Archive
internal import ChatServer
internal import Diagnostics
internal import Dialogue
internal import Foundation
internal import Knowledge
internal import LanguageModels
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import SQLiteStorage
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
    func services(listening: @escaping @Sendable (Int) async -> Void) async throws -> [any Service] {
        ProcessMetrics.register(in: registry)
        let (model, titling, connections) = try model()
        let lock =
            try configuration.conversations.isEnabled ? ConversationFile.lockFolder(configuration.conversations) : nil
        let conversations = try await conversations()
        let passing = InMemoryTurnArchive(capacity: configuration.turns.maximumFinished)
        let archive: any TurnArchive = conversations.map { DividedTurnArchive(passing: passing, kept: $0) } ?? passing
        let intake = TurnIntake(
            configuration: configuration.turns, archive: archive, clock: TurnClock(clock), makeID: Self.makeTurnID,
            wallTime: Self.wallTime, logger: logger)
        var answering = configuration.answering
        answering.model = configuration.models.first?.answersAs
        let cache = conversations.flatMap(cache)
        let index = try await knowledge()
        let answerer = Answerer(
            knowledge: index ?? NoKnowledge(), composer: PromptComposer(configuration: configuration.prompt),
            model: model, configuration: answering,
            cache: cache, clock: clock, logger: logger)
        let runner = TurnRunner(
            intake: intake, answerer: answerer, archive: archive,
            saver: conversations.map {
                TurnSaver(archive: $0, intake: intake, clock: TurnClock(clock), logger: logger)
            },
            cache: cache,
            naming: conversations.flatMap { naming($0, by: titling) },
            clock: TurnClock(clock),
            metrics: TurnMetrics(registry: registry, intake: intake), logger: logger)
        let server = try ChatServer(
            configuration: server(), intake: intake, conversations: conversations,
            knowledge: index.map { ServedKnowledge($0, logger: logger) } ?? .none,
            languageOf: { LanguageGuess.certainLanguage(of: $0).flatMap { Language(rawValue: $0.rawValue) } },
            metrics: registry, logger: logger, identity: try await AccountsFile.desk(configuration),
            listening: listening)
        let expiry = conversations.map {
            ExpirySchedule(
                expiry: ConversationExpiry(archive: $0, policy: configuration.server.retention), clock: clock,
                wallTime: Self.wallTime, logger: logger)
        }
        let upkeep = conversations.map { ArchiveUpkeep(archive: $0, clock: clock, logger: logger) }
        let keeping: [(any Service)?] = [lock, expiry, upkeep]
        return keeping.compactMap(\.self) + [connections] + [Lasting(runner), server, IntakeDrain(intake: intake)]
    }

    /// The server's configuration, with the page if its folder is found.
    private func server() -> ChatServerConfiguration {
        var server = configuration.server
        guard let search = configuration.page else { return server }
        server.page = search.found()
        if server.page == nil {
            logger.notice("There is no page: no folder with page.js was found; page.folder names one")
        }
        return server
    }

    private func knowledge() async throws -> SQLiteKnowledgeIndex? {
        guard configuration.knowledge.isEnabled else { return nil }
        let index = try KnowledgeFile.openCreating(configuration.knowledge)
        if try await index.version() == .empty {
            logger.warning("There are no documents, so no question can be looked up: kaya ingest DIR takes them in")
        }
        return index
    }

    /// What is kept, if anything is. Turns that ran when the process ended are interrupted before anybody can ask.
    private func conversations() async throws -> SQLiteArchive? {
        guard configuration.conversations.isEnabled else { return nil }
        let archive = try ConversationFile.openCreating(configuration.conversations)
        let interrupted = try await archive.interruptRunningTurns()
        if interrupted > 0 {
            logger.notice("Answers that ran when Kaya ended are kept as interrupted: \(interrupted)")
        }
        return archive
    }

    private func cache(in archive: SQLiteArchive) -> (any AnswerCache)? {
        configuration.conversations.cache.map {
            SQLiteAnswerCache(in: archive, configuration: $0, wallTime: Self.wallTime, logger: logger)
        }
    }

    /// What names conversations, if there is a model to do it.
    private func naming(_ archive: SQLiteArchive, by model: (any LanguageModel)?) -> ConversationNaming? {
        guard configuration.conversations.asksForTitles, let model else { return nil }
        return ConversationNaming(
            archive: archive, writer: TitleWriter(model: model, clock: clock, logger: logger), logger: logger)
    }

    // MARK: Models

    /// The models in order of preference, each with its layers; those of them that write titles; and what keeps their
    /// connections.
    private func model() throws -> (any LanguageModel, titling: (any LanguageModel)?, ModelConnections) {
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
        let titling = choices.isEmpty ? nil : FallbackModel(choices, metrics: metrics)
        if configuration.quotesAsFallback || choices.isEmpty {
            let quoting = QuotingModel(clock: clock)
            choices.append(
                FallbackModel.Choice(
                    quoting.identity, MeteredModel(quoting, clock: clock, metrics: metrics[quoting.identity.label])))
        }
        return (FallbackModel(choices, metrics: metrics), titling, ModelConnections(transports: transports))
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

    private static func wallTime() -> Timestamp {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    }

    private static func makeTurnID() -> TurnID {
        var generator = SystemRandomNumberGenerator()
        return TurnID.random(using: &generator)
    }
}
