import NIOCore

/// Which connections of one event loop are idle, and what is done with them: rules only, no channels.
///
/// Each method takes what happened and returns what must be done. The connection used last is used next, so that
/// a quiet server's surplus connections get old and go.
///
/// Bounds: idle connections by ``Limits/maximumIdleConnections``, all of them by ``Limits/maximumConnections``.
struct ConnectionPoolState<Connection: AnyObject> {
    struct Limits {
        /// The most connections that are open or being opened at once; `nil` for no bound.
        var maximumConnections: Int?
        /// The most connections that wait for a request at once.
        var maximumIdleConnections: Int
        /// How long a connection waits for a request before it is closed.
        var idleTimeout: TimeAmount
    }

    enum RequestAction {
        case use(Connection)
        /// Open one; its place is taken.
        case connect
        /// Close this idle one and open another in its place.
        case connectClosing(Connection)
        case refuse
    }

    enum ReleaseAction {
        case keep
        case close
    }

    private struct Idle {
        var connection: Connection
        var deadline: NIODeadline
    }

    private let limits: Limits
    private var idle: [TransportOrigin: [Idle]] = [:]
    private var isShutDown = false
    /// Connections waiting for a request.
    private(set) var idleCount = 0
    /// Connections open or being opened.
    private(set) var count = 0

    init(limits: Limits) {
        self.limits = limits
    }

    /// When the next idle connection has waited long enough.
    var nextDeadline: NIODeadline? {
        idle.values.joined().lazy.map(\.deadline).min()
    }

    /// A request needs a connection; a fresh one if an old one has just failed it.
    mutating func requestArrived(for origin: TransportOrigin, wantsFresh: Bool, now: NIODeadline) -> RequestAction {
        if isShutDown { return .refuse }
        if !wantsFresh, let newest = idle[origin]?.last, newest.deadline > now {
            forget(newest.connection, of: origin)
            return .use(newest.connection)
        }
        guard let maximum = limits.maximumConnections, count >= maximum else {
            count += 1
            return .connect
        }
        guard let (origin, connections) = idle.first, let oldest = connections.first else { return .refuse }
        forget(oldest.connection, of: origin)
        count += 1
        return .connectClosing(oldest.connection)
    }

    /// An idle connection must not be used any more; it is being closed.
    mutating func connectionWithdrawn(_ connection: Connection, of origin: TransportOrigin) {
        forget(connection, of: origin)
    }

    /// A connection could not be opened, or has been closed, whether it was idle or not.
    mutating func connectionClosed(_ connection: Connection?, of origin: TransportOrigin) {
        count -= 1
        if let connection { forget(connection, of: origin) }
    }

    /// An exchange is over and its connection could carry another.
    /// - Parameter advertisedTimeout: How long the server said it keeps idle connections.
    mutating func connectionReleased(
        _ connection: Connection,
        of origin: TransportOrigin,
        advertisedTimeout: TimeAmount?,
        now: NIODeadline
    ) -> ReleaseAction {
        let timeout = min(limits.idleTimeout, advertisedTimeout ?? limits.idleTimeout)
        guard !isShutDown, timeout > .zero, idleCount < limits.maximumIdleConnections else { return .close }
        idle[origin, default: []].append(Idle(connection: connection, deadline: now + timeout))
        idleCount += 1
        return .keep
    }

    /// Time has passed.
    /// - Returns: The connections that waited long enough and are to be closed.
    mutating func timeAdvanced(to now: NIODeadline) -> [Connection] {
        let expired = idle.values.joined().filter { $0.deadline <= now }.map(\.connection)
        idle = idle.compactMapValues { connections in
            let young = connections.filter { $0.deadline > now }
            return young.isEmpty ? nil : young
        }
        idleCount -= expired.count
        return expired
    }

    /// No more requests: every later one is refused.
    mutating func shutDown() {
        isShutDown = true
        idle = [:]
        idleCount = 0
    }

    private mutating func forget(_ connection: Connection, of origin: TransportOrigin) {
        guard let index = idle[origin]?.lastIndex(where: { $0.connection === connection }) else { return }
        idle[origin]?.remove(at: index)
        idleCount -= 1
        if idle[origin]?.isEmpty == true { idle[origin] = nil }
    }
}
