import NIOCore
import Synchronization

/// What happened at a ``ModelServer``: the events not yet taken, and who waits for one.
final class ModelServerLog: Sendable {
    private struct Waiter {
        var matches: @Sendable (ModelServer.Event) -> Bool
        var continuation: CheckedContinuation<ModelServer.Event, any Error>
    }

    private struct State {
        var requests: [ModelServer.Request] = []
        var events: [ModelServer.Event] = []
        var waiters: [Int: Waiter] = [:]
        var waiterCount = 0
        /// Waiters that were cancelled before they began to wait.
        var cancelled: Set<Int> = []
        var open: [Int: any Channel] = [:]
        var acceptedCount = 0
    }

    private let state = Mutex(State())

    var requests: [ModelServer.Request] { state.withLock { $0.requests } }
    var openConnectionCount: Int { state.withLock { $0.open.count } }
    var acceptedConnectionCount: Int { state.withLock { $0.acceptedCount } }
    var openChannels: [any Channel] { state.withLock { Array($0.open.values) } }

    /// - Returns: The connection's number.
    func accepted(_ channel: any Channel) -> Int {
        let number = state.withLock { state in
            defer { state.acceptedCount += 1 }
            state.open[state.acceptedCount] = channel
            return state.acceptedCount
        }
        record(.connectionAccepted(number))
        return number
    }

    func closed(_ number: Int, byClient: Bool) {
        state.withLock { $0.open[number] = nil }
        record(byClient ? .clientClosed(connection: number) : .serverClosed(connection: number))
    }

    func record(_ event: ModelServer.Event) {
        let waiter = state.withLock { state -> Waiter? in
            if case .requestReceived(let request) = event { state.requests.append(request) }
            guard let longest = state.waiters.filter({ $0.value.matches(event) }).keys.min() else {
                state.events.append(event)
                return nil
            }
            return state.waiters.removeValue(forKey: longest)
        }
        waiter?.continuation.resume(returning: event)
    }

    func next(
        within timeout: Duration,
        where matches: @escaping @Sendable (ModelServer.Event) -> Bool
    ) async throws -> ModelServer.Event {
        try await withThrowingTaskGroup(of: ModelServer.Event.self) { group in
            group.addTask { try await self.next(where: matches) }
            group.addTask {
                try await Task.sleep(for: timeout)
                throw ModelServer.TimedOut(events: self.state.withLock { $0.events })
            }
            defer { group.cancelAll() }
            guard let event = try await group.next() else { throw CancellationError() }
            return event
        }
    }

    private func next(where matches: @escaping @Sendable (ModelServer.Event) -> Bool) async throws -> ModelServer.Event
    {
        let number = state.withLock { state in
            state.waiterCount += 1
            return state.waiterCount
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                wait(number, Waiter(matches: matches, continuation: continuation))
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                guard let waiter = state.waiters.removeValue(forKey: number) else {
                    state.cancelled.insert(number)
                    return nil
                }
                return waiter
            }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    private func wait(_ number: Int, _ waiter: Waiter) {
        let result = state.withLock { state -> Result<ModelServer.Event, any Error>? in
            if state.cancelled.remove(number) != nil { return .failure(CancellationError()) }
            if let index = state.events.firstIndex(where: waiter.matches) {
                return .success(state.events.remove(at: index))
            }
            state.waiters[number] = waiter
            return nil
        }
        if let result { waiter.continuation.resume(with: result) }
    }
}
