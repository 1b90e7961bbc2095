package import NIOCore
import NIOPosix
import NIOSSL

/// Carries token streams directly on NIO: HTTP/1.1, with TLS for `https`, without proxies.
///
/// A request runs on the caller's event loop if that belongs to the group, and on any of the group's otherwise. Each
/// event loop keeps its own connections for the next request to the same origin; the one used last is used first. If
/// such a connection turns out to be gone before the first byte of a response, the request is sent once more on a fresh
/// one.
///
/// A body that ends with the connection ends normally, unless the connection was reset or TLS was not closed as it
/// should be: whether such a body is complete is for its dialect to say.
///
/// ```swift
/// try await NIOTransport.withTransport(group: group) { transport in
///     try await transport.send(request) { event in … }
/// }
/// ```
package struct NIOTransport: ModelTransport {
    private let group: any EventLoopGroup
    private let pools: [ObjectIdentifier: NIOLoopBoundBox<EventLoopConnectionPool>]

    /// Makes a transport on the loops of `group`; ``shutDown()`` must be called in the end, or use
    /// ``withTransport(configuration:group:_:)``.
    /// - Throws: ``TransportError`` with ``TransportError/Code/unreachable`` if the trusted certificates cannot be
    ///   read.
    package init(configuration: TransportConfiguration = .init(), group: any EventLoopGroup) throws {
        var tls = configuration.makeTLSConfiguration()
        tls.applicationProtocols = ["http/1.1"]
        let sslContext: NIOSSLContext
        do {
            sslContext = try NIOSSLContext(configuration: tls)
        } catch {
            throw TransportError(.unreachable, "The trusted certificates cannot be read.", cause: error)
        }
        self.group = group
        var pools: [ObjectIdentifier: NIOLoopBoundBox<EventLoopConnectionPool>] = [:]
        for loop in group.makeIterator() {
            let pool = EventLoopConnectionPool(eventLoop: loop, configuration: configuration, sslContext: sslContext)
            pools[ObjectIdentifier(loop)] = NIOLoopBoundBox.makeBoxSendingValue(pool, eventLoop: loop)
        }
        self.pools = pools
    }

    /// Lends a transport for the duration of `body`; afterwards no connection of it is open.
    @discardableResult
    package static func withTransport<Value>(
        configuration: TransportConfiguration = .init(),
        group: any EventLoopGroup,
        _ body: (NIOTransport) async throws -> Value
    ) async throws -> Value {
        let transport = try NIOTransport(configuration: configuration, group: group)
        do {
            let value = try await body(transport)
            try await transport.shutDown()
            return value
        } catch {
            try await transport.shutDown()
            throw error
        }
    }

    package func send(
        _ request: consuming TransportRequest,
        receive: @escaping @Sendable (TransportEvent) -> TransportDirective
    ) async throws {
        try Task.checkCancellation()
        let pool = try currentPool()
        let loop = pool.eventLoop
        let exchange = NIOLoopBoundBox.makeBoxSendingValue(
            try TransportExchange(request, receive: receive), eventLoop: loop)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                loop.runInLoop {
                    if exchange.value.started(by: continuation) { pool.value.accept(exchange.value) }
                }
            }
        } onCancel: {
            // Never in the middle of a read, whose receiver may be what cancels.
            loop.execute { exchange.value.cancel() }
        }
    }

    /// Refuses further requests, cuts running ones, closes every connection and waits until they are closed.
    package func shutDown() async throws {
        for pool in pools.values {
            try await pool.eventLoop.flatSubmit { pool.value.shutDown() }.get()
        }
    }

    /// How many connections are open or being opened, and how many of them wait for a request.
    func connectionCounts() async throws -> (open: Int, idle: Int) {
        var counts = (open: 0, idle: 0)
        for pool in pools.values {
            let (open, idle) = try await pool.eventLoop.submit { (pool.value.count, pool.value.idleCount) }.get()
            counts.open += open
            counts.idle += idle
        }
        return counts
    }

    private func currentPool() throws -> NIOLoopBoundBox<EventLoopConnectionPool> {
        if let loop = MultiThreadedEventLoopGroup.currentEventLoop, let pool = pools[ObjectIdentifier(loop)] {
            return pool
        }
        guard let pool = pools[ObjectIdentifier(group.any())] else {
            throw TransportError(.unreachable, "The event loop group has loops that it does not list.")
        }
        return pool
    }
}

extension EventLoop {
    /// Runs now if this is the loop's thread, as soon as it comes to it otherwise.
    fileprivate func runInLoop(_ task: @escaping @Sendable () -> Void) {
        if inEventLoop { task() } else { execute(task) }
    }
}
