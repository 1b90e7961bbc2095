import AsyncHTTPClient
package import NIOCore
import NIOHTTP1
import NIOPosix

/// Carries token streams over async-http-client: slower than ``NIOTransport``, but through HTTP and SOCKS proxies, and
/// in HTTP/2 where the server offers it.
///
/// Every body chunk is a batch of its own. A response may have 256 header fields of 80 KiB each. What one read brought
/// is lost if it also brings a violation of HTTP. If the connection is closed before the response, and none was opened
/// since the request began (so it came from the pool), the request is sent once more.
package struct AsyncHTTPClientTransport: ModelTransport {
    private let client: HTTPClient
    private let group: any EventLoopGroup
    private let openings: ConnectionOpenings
    private let tickInterval: Duration

    /// Makes a transport on the loops of `group`; ``shutDown()`` must be called in the end, or use
    /// ``withTransport(configuration:proxy:allowsHTTP2:group:_:)``.
    package init(
        configuration: TransportConfiguration = .init(),
        proxy: TransportProxy? = nil,
        allowsHTTP2: Bool = false,
        group: any EventLoopGroup
    ) {
        let openings = ConnectionOpenings()
        var options = HTTPClient.Configuration(
            tlsConfiguration: configuration.makeTLSConfiguration(),
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(configuration.connectTimeout)),
            connectionPool: .init(
                idleTimeout: TimeAmount(configuration.idleTimeout),
                concurrentHTTP1ConnectionsPerHostSoftLimit: configuration.maximumConnections ?? 100_000
            ),
            proxy: proxy?.httpClientProxy,
            decompression: .disabled
        )
        options.connectionPool.retryConnectionEstablishment = false
        options.httpVersion = allowsHTTP2 ? .automatic : .http1Only
        options.http1_1ConnectionDebugInitializer = { openings.count($0) }
        options.http2ConnectionDebugInitializer = { openings.count($0) }
        client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: options)
        self.group = group
        self.openings = openings
        tickInterval = configuration.tickInterval
    }

    /// Lends a transport for the duration of `body`; afterwards no connection of it is open.
    @discardableResult
    package static func withTransport<Value>(
        configuration: TransportConfiguration = .init(),
        proxy: TransportProxy? = nil,
        allowsHTTP2: Bool = false,
        group: any EventLoopGroup,
        _ body: (AsyncHTTPClientTransport) async throws -> Value
    ) async throws -> Value {
        let transport = AsyncHTTPClientTransport(
            configuration: configuration, proxy: proxy, allowsHTTP2: allowsHTTP2, group: group)
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
        let request = request  // kept, because it may be sent a second time
        try request.validate()
        let openingsBefore = openings.number
        let first = AsyncHTTPClientDelegate(drainTimeout: TimeAmount(request.drainTimeout), receive: receive)
        do {
            try await send(request, first)
        } catch let error as TransportError
            where error.isCloseBeforeResponse && !first.hasHead && openings.number == openingsBefore
        {
            try await send(request, first.forRetry())
        }
    }

    /// Refuses further requests, cuts running ones and closes every connection.
    package func shutDown() async throws {
        try await client.shutdown()
    }

    private func send(_ request: TransportRequest, _ delegate: AsyncHTTPClientDelegate) async throws {
        let loop = currentLoop()
        let outcome = loop.makePromise(of: Void.self)
        let task = client.execute(
            request: try request.makeHTTPClientRequest(),
            delegate: delegate,
            eventLoop: .delegate(on: loop)
        )
        task.futureResult.cascade(to: outcome)
        delegate.onStop(outcome)
        let ticker = scheduleTicks(on: loop) { delegate.tick(task) }
        defer { ticker.cancel() }
        do {
            try await withTaskCancellationHandler {
                try await outcome.futureResult.get()
            } onCancel: {
                task.cancel()
            }
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw TransportError(mapping: error, isConnected: delegate.isConnected)
        }
    }

    private func scheduleTicks(on loop: any EventLoop, _ tick: @escaping @Sendable () -> Void) -> RepeatedTask {
        let punctuality = NIOLoopBoundBox.makeBoxSendingValue(
            TimerPunctuality(due: .now + tickInterval, interval: tickInterval), eventLoop: loop)
        let interval = TimeAmount(tickInterval)
        return loop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in
            if punctuality.value.fired(at: .now) == .judge { tick() }
        }
    }

    /// The caller's loop, if it belongs to the group.
    private func currentLoop() -> any EventLoop {
        guard let current = MultiThreadedEventLoopGroup.currentEventLoop,
            group.makeIterator().contains(where: { $0 === current })
        else { return group.any() }
        return current
    }
}

extension TransportRequest {
    fileprivate func makeHTTPClientRequest() throws -> HTTPClient.Request {
        try HTTPClient.Request(
            url: "\(url.isSecure ? "https" : "http")://\(url.authority)\(url.target)",
            method: .POST,
            headers: HTTPHeaders(headers),
            body: .byteBuffer(body)
        )
    }
}
