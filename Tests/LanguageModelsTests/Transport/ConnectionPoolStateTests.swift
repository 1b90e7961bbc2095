import NIOCore
import Testing

@testable import LanguageModels

@Suite("The rules of a connection pool")
struct ConnectionPoolStateTests {
    final class Connection {}

    private let here = TransportOrigin(TransportURL(isSecure: false, host: "here", port: 80, target: "/"))
    private let there = TransportOrigin(TransportURL(isSecure: true, host: "there", port: 443, target: "/"))

    private func pool(
        maximum: Int? = nil, idle: Int = 8, timeout: TimeAmount = .seconds(30)
    ) -> ConnectionPoolState<Connection> {
        ConnectionPoolState(
            limits: .init(maximumConnections: maximum, maximumIdleConnections: idle, idleTimeout: timeout))
    }

    private func at(_ seconds: UInt64) -> NIODeadline { .uptimeNanoseconds(seconds * 1_000_000_000) }

    /// Opens a connection and makes it idle.
    private func addIdle(
        to pool: inout ConnectionPoolState<Connection>, _ origin: TransportOrigin, now: UInt64 = 0
    ) -> Connection {
        let connection = Connection()
        _ = pool.requestArrived(for: origin, wantsFresh: true, now: at(now))
        _ = pool.connectionReleased(connection, of: origin, advertisedTimeout: nil, now: at(now))
        return connection
    }

    @Test("The connection used last is used next")
    func lastInFirstOut() {
        var pool = pool()
        let connections = (0..<3).map { _ in addIdle(to: &pool, here) }
        for expected in connections.reversed() {
            guard case .use(let used) = pool.requestArrived(for: here, wantsFresh: false, now: at(1)) else {
                Issue.record("not reused")
                return
            }
            #expect(used === expected)
        }
        #expect(pool.idleCount == 0 && pool.count == 3)
    }

    @Test("A connection serves its own origin only")
    func origins() {
        var pool = pool()
        _ = addIdle(to: &pool, here)
        guard case .connect = pool.requestArrived(for: there, wantsFresh: false, now: at(1)) else {
            Issue.record("used another origin's connection")
            return
        }
        #expect(pool.idleCount == 1 && pool.count == 2)
    }

    @Test("Whoever was failed by an old connection gets a fresh one")
    func fresh() {
        var pool = pool()
        _ = addIdle(to: &pool, here)
        guard case .connect = pool.requestArrived(for: here, wantsFresh: true, now: at(1)) else {
            Issue.record("got an old one")
            return
        }
    }

    @Test("An idle connection that waited long enough is closed and not used")
    func idleTimeout() {
        var pool = pool(timeout: .seconds(30))
        let old = addIdle(to: &pool, here, now: 0)
        let young = addIdle(to: &pool, here, now: 10)
        #expect(pool.nextDeadline == at(30))
        #expect(pool.timeAdvanced(to: at(29)).isEmpty)
        let expired = pool.timeAdvanced(to: at(30))
        #expect(expired.count == 1 && expired.first === old)
        #expect(pool.nextDeadline == at(40))
        guard case .connect = pool.requestArrived(for: here, wantsFresh: false, now: at(40)) else {
            Issue.record("used an expired connection")
            return
        }
        #expect(pool.timeAdvanced(to: at(40)).first === young)
        #expect(pool.nextDeadline == nil && pool.idleCount == 0)
    }

    @Test("A server that keeps connections for a shorter time is believed")
    func advertisedTimeout() {
        var pool = pool()
        _ = pool.requestArrived(for: here, wantsFresh: false, now: at(0))
        let action = pool.connectionReleased(Connection(), of: here, advertisedTimeout: .seconds(5), now: at(0))
        #expect(action == .keep)
        #expect(pool.nextDeadline == at(5))
        #expect(pool.connectionReleased(Connection(), of: here, advertisedTimeout: .zero, now: at(0)) == .close)
    }

    @Test("One idle connection more than the bound is closed")
    func idleBound() {
        var pool = pool(idle: 2)
        _ = addIdle(to: &pool, here)
        _ = addIdle(to: &pool, there)
        #expect(pool.connectionReleased(Connection(), of: here, advertisedTimeout: nil, now: at(0)) == .close)
        #expect(pool.idleCount == 2)
    }

    @Test("Beyond the bound of connections a request is refused, or takes an idle one's place")
    func bound() {
        var pool = pool(maximum: 1)
        _ = pool.requestArrived(for: here, wantsFresh: false, now: at(0))
        guard case .refuse = pool.requestArrived(for: here, wantsFresh: false, now: at(0)) else {
            Issue.record("not refused")
            return
        }
        let connection = Connection()
        _ = pool.connectionReleased(connection, of: here, advertisedTimeout: nil, now: at(0))
        guard case .connectClosing(let closing) = pool.requestArrived(for: there, wantsFresh: false, now: at(0)) else {
            Issue.record("an idle connection stood in the way")
            return
        }
        #expect(closing === connection)
        pool.connectionClosed(closing, of: here)
        #expect(pool.count == 1)
        pool.connectionClosed(nil, of: there)
        guard case .connect = pool.requestArrived(for: here, wantsFresh: false, now: at(0)) else {
            Issue.record("the place was not freed")
            return
        }
    }

    @Test("A connection that closed or is closing is not used")
    func closed() {
        var pool = pool()
        let closed = addIdle(to: &pool, here)
        let closing = addIdle(to: &pool, here)
        pool.connectionClosed(closed, of: here)
        pool.connectionWithdrawn(closing, of: here)
        #expect(pool.idleCount == 0 && pool.count == 1)
        pool.connectionClosed(closing, of: here)
        #expect(pool.count == 0)
    }

    @Test("After the end every request is refused and nothing is kept")
    func shutDown() {
        var pool = pool()
        let connection = addIdle(to: &pool, here)
        pool.shutDown()
        guard case .refuse = pool.requestArrived(for: here, wantsFresh: false, now: at(0)) else {
            Issue.record("not refused")
            return
        }
        #expect(pool.connectionReleased(connection, of: here, advertisedTimeout: nil, now: at(0)) == .close)
        #expect(pool.idleCount == 0)
    }
}
