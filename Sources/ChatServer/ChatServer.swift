package import Archive
package import Diagnostics
package import Dialogue
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdHTTP2
internal import HummingbirdTLS
package import Identity
package import Logging
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import ServiceLifecycle
package import Turns

/// The HTTP edge: turns requests into questions and logs into responses.
///
/// ```swift
/// let server = try ChatServer(configuration: configuration, intake: intake, metrics: registry, logger: logger)
/// try await server.run()
/// ```
package struct ChatServer: Service {
    private let application: any ApplicationProtocol
    private let listener: Listener

    /// A server that is not listening yet.
    ///
    /// - Parameters:
    ///   - archive: Where conversations are kept; without it there are none.
    ///   - knowledge: The documents that answers cite.
    ///   - languageOf: The language that a text is certain to be in, so that it is read out in it; `nil` where that
    ///     cannot be told.
    ///   - desk: Who is who; without one nobody can log in, and no credential means anything.
    ///   - listening: Called once with the port when connections are accepted.
    /// - Throws: When certificate or key cannot be read.
    package init(
        configuration: ChatServerConfiguration,
        intake: TurnIntake,
        conversations archive: (any ConversationArchive)? = nil,
        knowledge: ServedKnowledge = .none,
        languageOf: @escaping @Sendable (String) -> Language? = { _ in nil },
        metrics registry: MetricsRegistry,
        logger: Logger,
        identity desk: IdentityDesk? = nil,
        listening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        let requests = OpenRequests()
        let listener = Listener(logger: logger)
        self.listener = listener
        let router = Self.router(
            configuration: configuration, intake: intake, archive: archive, knowledge: knowledge,
            languageOf: languageOf, page: Self.page(configuration.page, logger), registry: registry,
            authenticator: desk.map { Authenticator(desk: $0, requests: requests) })
        application = Application(
            responder: ForkingResponder(router: router.buildResponder()),
            server: try Self.serverBuilder(configuration),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                serverName: nil,
                backlog: 1_024,
                availableConnectionsDelegate: .maximum(configuration.limits.connections, logger: logger)),
            services: desk.map { [RevocationWatch(desk: $0, requests: requests)] } ?? [],
            onServerRunning: { channel in
                await listener.open(channel)
                await listening(channel.localAddress?.port ?? configuration.port)
            },
            eventLoopGroupProvider: .singleton,
            logger: logger)
    }

    /// Serves until graceful shutdown; streams that still run are read to their end.
    package func run() async throws {
        try await withGracefulShutdownHandler {
            try await application.run()
        } onGracefulShutdown: {
            listener.stopAccepting()
        }
    }

    private static func router(
        configuration: ChatServerConfiguration, intake: TurnIntake, archive: (any ConversationArchive)?,
        knowledge: ServedKnowledge, languageOf: @escaping @Sendable (String) -> Language?, page: PageSource?,
        registry: MetricsRegistry, authenticator: Authenticator?
    ) -> Router<KayaRequestContext> {
        let limits = configuration.limits
        let ledger = StreamLedger(limit: limits.streamsPerClient)
        let responder = StreamResponder(
            timing: configuration.timing, ledger: ledger, metrics: ServerMetrics(registry: registry))
        let router = Router(context: KayaRequestContext.self)
        router.add(
            middleware: EdgeMiddleware(
                clients: ClientIdentification(
                    trustedProxies: configuration.trustedProxies, hasTLS: configuration.tls != nil,
                    opensDebug: configuration.page?.opensDebug ?? false),
                origins: OriginPolicy(allowedOrigins: Set(configuration.allowedOrigins)),
                authenticator: authenticator))
        if let authenticator {
            IdentityRoutes(authenticator: authenticator, limits: limits).add(to: router)
        }
        ChatStreamRoutes(intake: intake, limits: limits, responder: responder).add(to: router)
        ChatRoute(intake: intake, limits: limits, responder: responder).add(to: router)
        TurnRoutes(intake: intake, timing: configuration.timing, responder: responder).add(to: router)
        PassageRoute(intake: intake, knowledge: knowledge).add(to: router)
        CompletionRoutes(
            intake: intake, limits: limits, responder: responder, unixTime: { Int(Date().timeIntervalSince1970) }
        ).add(to: router)
        let own = archive.map {
            OwnConversations(
                archive: $0, intake: intake, policy: configuration.retention, limits: limits,
                gate: conversationGate(limits), wallTime: wallTime, languageOf: languageOf)
        }
        if let archive, let own {
            ConversationRoutes(own: own).add(to: router)
            FeedRoute(running: intake.running, timing: configuration.timing, responder: responder).add(to: router)
            OwnDataRoutes(own: own).add(to: router)
            ConversationTurnRoutes(
                asking: ConversationIntake(archive: archive, intake: intake, limits: limits), responder: responder
            ).add(to: router)
        }
        StatusRoute(archive: archive, intake: intake, knowledge: knowledge, configuration: configuration)
            .add(to: router)
        ConnectionCheckRoute(intake: intake, responder: responder).add(to: router)
        OperationRoutes(intake: intake, metricsToken: configuration.metricsToken) { registry.text() }.add(to: router)
        OpenAPIRoute().add(to: router)
        if let page, let settings = configuration.page {
            let pages = ScriptlessPages(
                intake: intake, knowledge: knowledge, marks: LanguageMarks(languageOf: languageOf),
                configuration: configuration, own: own,
                authenticator: authenticator)
            PageRoutes(source: page, configuration: settings, pages: pages).add(to: router)
        }
        router.refuseOtherMethods()
        return router
    }

    /// The page, if its files can be read; the log says why not.
    private static func page(_ configuration: PageConfiguration?, _ logger: Logger) -> PageSource? {
        guard let configuration else { return nil }
        do {
            let source = try PageSource(configuration)
            if let refusal = source.refusal {
                logger.warning("The page's modules are served one by one: \(refusal)")
            }
            return source
        } catch {
            logger.warning("There is no page: \(error)")
            return nil
        }
    }

    private static func conversationGate(_ limits: ServerLimits) -> ConversationGate {
        let start = ContinuousClock.now
        return ConversationGate(limit: limits.conversationsPerMinute) { start.duration(to: .now) }
    }

    private static func wallTime() -> Timestamp {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    }

    private static func serverBuilder(_ configuration: ChatServerConfiguration) throws -> HTTPServerBuilder {
        let limits = configuration.limits
        let patience = ConnectionPatience(limits: limits, timing: configuration.timing)
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionSetup(patience)],
            idleTimeout: TimeAmount(limits.idleTimeout),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.headerBytes,
                maxHeaderListSize: limits.headerBytes,
                maxHeaderFieldCount: limits.headerFields))
        guard let files = configuration.tls else { return .http1(configuration: channel) }
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(files.certificateChain).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: files.privateKey, format: .pem)))
        tls.minimumTLSVersion = .tlsv12
        return HTTPServerBuilder { [tls] responder in
            TimedHandshakeChannel(
                base: try HTTP2UpgradeChannel(
                    tlsConfiguration: tls,
                    configuration: .init(idleTimeout: limits.idleTimeout, streamConfiguration: channel),
                    responder: responder),
                patience: patience)
        }
    }
}
