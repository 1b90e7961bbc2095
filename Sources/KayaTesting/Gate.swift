internal import Synchronization

/// A gate that tasks wait at until it is opened.
///
/// ```swift
/// let gate = Gate()
/// let model = ScriptedModel(["Guten ", .wait(gate), "Tag"])
/// // … start the turn …
/// await gate.arrival()      // "Guten " was delivered, the model stands at the gate
/// gate.open()
/// ```
package final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var arrivals = 0
        var nextID = 0
        var cancelled: Set<Int> = []
        var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
        var watching: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

        mutating func arrive() -> [CheckedContinuation<Void, Never>] {
            arrivals += 1
            let count = arrivals
            defer { watching.removeAll { $0.count <= count } }
            return watching.filter { $0.count <= count }.map(\.continuation)
        }
    }

    private enum Entry {
        case pass
        case cancelled
        case waits
    }

    private let state = Mutex(State())

    /// A gate, closed unless said otherwise.
    package init(isOpen: Bool = false) {
        state.withLock { $0.isOpen = isOpen }
    }

    /// How many tasks have come to the gate so far.
    package var arrivals: Int { state.withLock { $0.arrivals } }

    /// Lets everybody through, now and later.
    package func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Waits until the gate is open.
    ///
    /// - Throws: `CancellationError` as soon as the task is cancelled.
    package func wait() async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in enter(id, continuation) }
        } onCancel: {
            let continuation = state.withLock { state in
                let continuation = state.waiting.removeValue(forKey: id)
                if continuation == nil { state.cancelled.insert(id) }
                return continuation
            }
            continuation?.resume(throwing: CancellationError())
        }
    }

    /// Waits until at least `count` tasks have come to the gate, whether or not they have passed it since.
    package func arrival(_ count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.arrivals >= count { return true }
                state.watching.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// Counts as an arrival without waiting, for those who only want to be noticed.
    package func pass() {
        let watchers = state.withLock { $0.arrive() }
        for watcher in watchers { watcher.resume() }
    }

    private func enter(_ id: Int, _ continuation: CheckedContinuation<Void, any Error>) {
        let (entry, watchers) = state.withLock { state in
            let watchers = state.arrive()
            if state.cancelled.remove(id) != nil { return (Entry.cancelled, watchers) }
            if state.isOpen { return (.pass, watchers) }
            state.waiting[id] = continuation
            return (.waits, watchers)
        }
        for watcher in watchers { watcher.resume() }
        switch entry {
        case .pass: continuation.resume()
        case .cancelled: continuation.resume(throwing: CancellationError())
        case .waits: break
        }
    }
}
