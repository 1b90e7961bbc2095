internal import Dispatch
internal import Foundation
internal import Synchronization

/// Ctrl-C as an event: it ends whoever waits for it, and nothing else.
final class Interrupts: Sendable {
    private struct State {
        var waiter: (id: Int, continuation: CheckedContinuation<Void, Never>)?
        var lastID = 0
        /// Who was cancelled before it waited.
        var cancelledID = 0
        /// Whether work is being done that Ctrl-C is to end.
        var isWorking = false
        /// Whether Ctrl-C was pressed for that work before anybody waited for it.
        var isPressed = false
    }

    private let state = Mutex(State())
    private let source: Mutex<any DispatchSourceSignal>
    private let idle: @Sendable () -> Void

    /// Takes Ctrl-C from the system for as long as this exists.
    ///
    /// - Parameter idle: Called when it is pressed and nobody waits.
    init(idle: @escaping @Sendable () -> Void = {}) async {
        self.idle = idle
        #if canImport(Darwin)
        // There a signal is delivered to Dispatch beside its action; elsewhere Dispatch sets the action itself.
        signal(SIGINT, SIG_IGN)
        #endif
        source = Mutex(DispatchSource.makeSignalSource(signal: SIGINT, queue: .global()))
        await withCheckedContinuation { continuation in
            source.withLock { source in
                source.setEventHandler { [weak self] in self?.pressed() }
                source.setRegistrationHandler { continuation.resume() }
                source.resume()
            }
        }
    }

    deinit {
        source.withLock { $0.cancel() }
    }

    /// Does `work`; when Ctrl-C is pressed, `work` is cancelled, and what it then returns is returned.
    func stopping<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
        state.withLock { $0.isWorking = true }
        defer {
            state.withLock { state in
                state.isWorking = false
                state.isPressed = false
            }
        }
        return await withTaskGroup(of: Value?.self) { group in
            group.addTask { await work() }
            group.addTask {
                await self.next()
                return nil
            }
            var value: Value?
            for await ended in group {
                value = value ?? ended
                group.cancelAll()
            }
            guard let value else { preconditionFailure("work has returned when its group is empty") }
            return value
        }
    }

    private func next() async {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.cancelledID == id || state.isPressed { return true }
                    state.waiter = (id, continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                guard let waiter = state.waiter, waiter.id == id else {
                    state.cancelledID = id
                    return nil as CheckedContinuation<Void, Never>?
                }
                state.waiter = nil
                return waiter.continuation
            }
            waiter?.resume()
        }
    }

    private func pressed() {
        let (waiter, isForWork) = state.withLock { state in
            let waiter = state.waiter.take()
            if waiter == nil, state.isWorking { state.isPressed = true }
            return (waiter, state.isWorking)
        }
        waiter?.continuation.resume()
        if waiter == nil, !isForWork { idle() }
    }
}
