import NIOCore
import NIOSSL

/// The connections of one event loop, confined to it: does what ``ConnectionPoolState`` says.
final class EventLoopConnectionPool {
    let eventLoop: any EventLoop
    let sslContext: NIOSSLContext
    let tickInterval: Duration
    private let connectTimeout: Duration
    private var state: ConnectionPoolState<HTTP1Connection>
    private var connections: [ObjectIdentifier: HTTP1Connection] = [:]
    private var attempts: [ObjectIdentifier: ConnectionAttempt] = [:]
    private var idleTimer: Scheduled<Void>?
    /// Exchanges under way, and those that ended since the last tick.
    private var exchanges: [TransportExchange] = []
    private var ticker: Scheduled<Void>?
    private var punctuality: TimerPunctuality
    private var whenEmpty: EventLoopPromise<Void>?

    init(eventLoop: any EventLoop, configuration: TransportConfiguration, sslContext: NIOSSLContext) {
        self.eventLoop = eventLoop
        self.sslContext = sslContext
        connectTimeout = configuration.connectTimeout
        tickInterval = configuration.tickInterval
        punctuality = TimerPunctuality(due: .now + tickInterval, interval: tickInterval)
        state = ConnectionPoolState(
            limits: .init(
                maximumConnections: configuration.maximumConnections,
                maximumIdleConnections: configuration.maximumIdleConnections,
                idleTimeout: TimeAmount(configuration.idleTimeout)
            )
        )
    }

    /// Connections waiting for a request.
    var idleCount: Int { state.idleCount }
    /// Connections open or being opened.
    var count: Int { state.count }

    /// Takes over a new exchange: tells it the time until it is finished, and puts it on a connection.
    func accept(_ exchange: TransportExchange) {
        exchanges.append(exchange)
        if ticker == nil {
            punctuality = TimerPunctuality(due: .now + tickInterval, interval: tickInterval)
            scheduleTick()
        }
        start(exchange)
    }

    /// Puts an exchange on a connection; on a fresh one if it is being retried.
    func start(_ exchange: TransportExchange) {
        if exchange.isFinished { return }
        let action = state.requestArrived(for: exchange.origin, wantsFresh: exchange.wasRetried, now: eventLoop.now)
        switch action {
        case .use(let connection):
            connection.begin(exchange)
        case .connect:
            connect(exchange)
        case .connectClosing(let connection):
            connection.close()
            connect(exchange)
        case .refuse:
            exchange.finish(
                .failure(TransportError(.exhausted, "No connection is free, or the transport is shut down.")))
        }
    }

    func attemptSucceeded(_ attempt: ConnectionAttempt, _ connection: HTTP1Connection) {
        attempts[ObjectIdentifier(attempt)] = nil
        connections[ObjectIdentifier(connection)] = connection
    }

    func attemptFailed(_ attempt: ConnectionAttempt, of origin: TransportOrigin) {
        attempts[ObjectIdentifier(attempt)] = nil
        state.connectionClosed(nil, of: origin)
        reportIfEmpty()
    }

    func connectionReleased(_ connection: HTTP1Connection, keepAliveSeconds: Int?) {
        let action = state.connectionReleased(
            connection,
            of: connection.origin,
            advertisedTimeout: keepAliveSeconds.map { .seconds(Int64($0)) },
            now: eventLoop.now
        )
        switch action {
        case .keep: scheduleIdleTimer()
        case .close: connection.close()
        }
    }

    /// The connection is being closed: no request may get it any more.
    func connectionWithdrawn(_ connection: HTTP1Connection) {
        state.connectionWithdrawn(connection, of: connection.origin)
    }

    func connectionClosed(_ connection: HTTP1Connection) {
        guard connections.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
        state.connectionClosed(connection, of: connection.origin)
        reportIfEmpty()
    }

    /// Closes everything. Exchanges that still run are cut.
    /// - Returns: A future that succeeds when the last channel is closed.
    func shutDown() -> EventLoopFuture<Void> {
        if let whenEmpty { return whenEmpty.futureResult }
        let promise = eventLoop.makePromise(of: Void.self)
        whenEmpty = promise
        idleTimer?.cancel()
        idleTimer = nil
        ticker?.cancel()
        ticker = nil
        state.shutDown()
        for attempt in attempts.values { attempt.shutDown() }
        for connection in connections.values { connection.shutDown() }
        reportIfEmpty()
        return promise.futureResult
    }

    private func connect(_ exchange: TransportExchange) {
        let attempt = ConnectionAttempt(for: exchange, in: self, timeout: connectTimeout)
        attempts[ObjectIdentifier(attempt)] = attempt
        attempt.start()
    }

    private func scheduleTick() {
        ticker = eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(tickInterval)) {
            self.exchanges.removeAll { $0.isFinished }
            if self.punctuality.fired(at: .now) == .judge { self.tick() }
            if self.exchanges.isEmpty { self.ticker = nil } else { self.scheduleTick() }
        }
    }

    private func tick() {
        let now = eventLoop.now
        for exchange in exchanges { exchange.tick(now) }
    }

    private func scheduleIdleTimer() {
        guard idleTimer == nil, let deadline = state.nextDeadline else { return }
        // Never more often than that, because each look is at all of them.
        let earliest = eventLoop.now + .milliseconds(500)
        idleTimer = eventLoop.assumeIsolated().scheduleTask(deadline: max(deadline, earliest)) {
            self.idleTimer = nil
            for connection in self.state.timeAdvanced(to: self.eventLoop.now) { connection.close() }
            self.scheduleIdleTimer()
        }
    }

    private func reportIfEmpty() {
        if attempts.isEmpty, connections.isEmpty { whenEmpty?.succeed(()) }
    }
}
