package import Diagnostics
internal import Dialogue
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdHTTP2
internal import HummingbirdTLS
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

    /// A server that is not listening yet.
    ///
    /// - Parameter listening: Called once with the port when connections are accepted.
    /// - Throws: When certificate or key cannot be read.
    package init(
        configuration: ChatServerConfiguration,
        intake: TurnIntake,
        metrics registry: MetricsRegistry,
        logger: Logger,
        listening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        let router = Self.router(configuration: configuration, intake: intake, registry: registry)
        application = Application(
            router: router,
            server: try Self.serverBuilder(configuration),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                serverName: nil,
                backlog: 1_024,
                availableConnectionsDelegate: .maximum(configuration.limits.connections, logger: logger)),
            onServerRunning: { channel in await listening(channel.localAddress?.port ?? configuration.port) },
            eventLoopGroupProvider: .singleton,
            logger: logger)
    }

    /// Serves until graceful shutdown; streams that still run are read to their end.
    package func run() async throws {
        try await application.run()
    }

    private static func router(
        configuration: ChatServerConfiguration, intake: TurnIntake, registry: MetricsRegistry
    ) -> Router<KayaRequestContext> {
        let limits = configuration.limits
        let ledger = StreamLedger(limit: limits.streamsPerClient)
        let responder = StreamResponder(
            timing: configuration.timing, ledger: ledger, metrics: ServerMetrics(registry: registry))
        let router = Router(context: KayaRequestContext.self)
        router.add(
            middleware: EdgeMiddleware(
                clients: ClientIdentification(trustedProxies: configuration.trustedProxies),
                origins: OriginPolicy(allowedOrigins: Set(configuration.allowedOrigins))))
        ChatStreamRoutes(intake: intake, limits: limits, responder: responder).add(to: router)
        ChatRoute(intake: intake, limits: limits, responder: responder).add(to: router)
        TurnRoutes(intake: intake, timing: configuration.timing, responder: responder).add(to: router)
        CompletionRoutes(
            intake: intake, limits: limits, responder: responder, unixTime: { Int(Date().timeIntervalSince1970) }
        ).add(to: router)
        OperationRoutes(intake: intake, metricsToken: configuration.metricsToken) { registry.text() }.add(to: router)
        router.refuseOtherMethods()
        return router
    }

    private static func serverBuilder(_ configuration: ChatServerConfiguration) throws -> HTTPServerBuilder {
        let limits = configuration.limits
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionSetup()],
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
        return try .http2Upgrade(
            tlsConfiguration: tls,
            configuration: .init(idleTimeout: limits.idleTimeout, streamConfiguration: channel))
    }
}
