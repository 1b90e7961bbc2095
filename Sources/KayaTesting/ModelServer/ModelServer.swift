package import LanguageModels
import NIOCore
import NIOPosix
import NIOSSL

/// A model server for tests that misbehaves by the byte.
///
/// It listens on a free port of 127.0.0.1 and does what a script says: for every request, or for every connection when
/// a request is not even meant to arrive. It keeps every request and tells what happens, so that tests wait for events
/// and never for time. Use ``withModelServer(tls:answer:_:)``:
///
/// ```swift
/// try await withModelServer { request in
///     request.question == "Hallo"
///         ? ModelAnswer.tokens(["Guten ", "Tag"]).steps
///         : [.send("HTTP/1.1 200 OK\r\n"), .reset]
/// } _: { server in
///     … ask server.url() …
///     let request = try await server.nextRequest()
///     try await server.nextClientClose()
/// }
/// ```
package final class ModelServer: Sendable {
    /// What a connection does, step by step.
    package typealias Script = [Step]

    /// The port it listens on.
    package let port: Int
    private let isSecure: Bool
    private let listener: any Channel
    private let log: ModelServerLog

    private init(listener: any Channel, port: Int, isSecure: Bool, log: ModelServerLog) {
        self.listener = listener
        self.port = port
        self.isSecure = isSecure
        self.log = log
    }

    // MARK: Where it is

    /// The address of its chat completions, or of another target.
    package func url(_ target: String = "/v1/chat/completions", host: String = "127.0.0.1") -> TransportURL {
        TransportURL(isSecure: isSecure, host: host, port: port, target: target)
    }

    /// What a model's configuration calls the base URL: `http://127.0.0.1:PORT/v1`.
    package var baseURL: String {
        "\(isSecure ? "https" : "http")://127.0.0.1:\(port)/v1"
    }

    // MARK: What happened

    /// All requests so far, in the order of their arrival.
    package var requests: [Request] { log.requests }
    /// Connections that are open now.
    package var openConnectionCount: Int { log.openConnectionCount }
    /// Connections accepted so far.
    package var acceptedConnectionCount: Int { log.acceptedConnectionCount }

    /// Takes the first event that matches and was not taken before, and waits for it if need be. Others stay.
    ///
    /// The time-out only ends a test that has failed: it is long, for machines that are busy.
    /// - Throws: ``TimedOut`` after `timeout`, which fails the test, or `CancellationError`.
    @discardableResult
    package func next(
        within timeout: Duration = .seconds(30),
        where matches: @escaping @Sendable (Event) -> Bool
    ) async throws -> Event {
        try await log.next(within: timeout, where: matches)
    }

    /// Waits for the next request that was not waited for before.
    @discardableResult
    package func nextRequest(within timeout: Duration = .seconds(30)) async throws -> Request {
        let event = try await next(within: timeout) { if case .requestReceived = $0 { true } else { false } }
        guard case .requestReceived(let request) = event else { throw TimedOut(events: []) }
        return request
    }

    /// Waits until a client has closed a connection: the given one (counted from 0 as accepted), or any.
    package func nextClientClose(of connection: Int? = nil, within timeout: Duration = .seconds(30)) async throws {
        try await next(within: timeout) { event in
            guard case .clientClosed(let closed) = event else { return false }
            return connection == nil || connection == closed
        }
    }

    /// Waits for a script's ``Step/note(_:)``.
    package func nextNote(_ text: String, within timeout: Duration = .seconds(30)) async throws {
        try await next(within: timeout) { event in
            if case .noted(text, _) = event { true } else { false }
        }
    }

    // MARK: Life

    static func start(tls: TLS?, script: @escaping @Sendable (Int) -> Script) async throws -> ModelServer {
        let log = ModelServerLog()
        let sslContext = try tls?.makeContext()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.backlog, value: 4096)
            .childChannelOption(ChannelOptions.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let number = log.accepted(channel)
                    if let sslContext {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: sslContext))
                    }
                    let connection = ModelServerConnection(number: number, script: script(number), log: log)
                    try channel.pipeline.syncOperations.addHandler(connection)
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        return ModelServer(
            listener: listener, port: listener.localAddress?.port ?? 0, isSecure: tls != nil, log: log)
    }

    func stop() async throws {
        try await listener.close()
        for channel in log.openChannels {
            channel.close(promise: nil)
            try await channel.closeFuture.get()
        }
    }
}
