internal import Identity
internal import Synchronization

/// The requests under way that somebody made who is known, so that they can be ended with their credential.
///
/// Bound: one entry a request, which the bounds of connections and streams bound.
final class OpenRequests: Sendable {
    /// A request under way.
    struct Entry: Sendable {
        let number: Int
        let principal: Principal
        /// Whether nobody has looked since it began whether its credential is still good.
        var isNew = true
        /// Closes its connection.
        let close: @Sendable () -> Void
    }

    private struct State {
        var next = 0
        var entries: [Int: Entry] = [:]
    }

    private let state = Mutex(State())

    /// Enters a request.
    func open(_ principal: Principal, close: @escaping @Sendable () -> Void) -> Int {
        state.withLock { state in
            state.next += 1
            state.entries[state.next] = Entry(number: state.next, principal: principal, close: close)
            return state.next
        }
    }

    /// A request is over.
    func close(_ number: Int) {
        state.withLock { _ = $0.entries.removeValue(forKey: number) }
    }

    /// Ends the requests of a credential.
    ///
    /// - Parameter except: A request that goes on: the one that asks for this.
    func end(_ credential: Principal.Credential, except: RequestIdentity? = nil) {
        let ending = state.withLock { state in
            state.entries.values.filter { $0.principal.credential == credential }
        }
        for entry in ending where !(except?.isNumber(entry.number) ?? false) { entry.close() }
    }

    /// All of them; they are new no more.
    func look() -> [Entry] {
        state.withLock { state in
            let all = Array(state.entries.values)
            for entry in all { state.entries[entry.number]?.isNew = false }
            return all
        }
    }

    /// How many are under way.
    var count: Int { state.withLock { $0.entries.count } }
}
