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
    }

    private let state = Mutex(State())
    private let source: Mutex<any DispatchSourceSignal>
    private let idle: @Sendable () -> Void

    /// Takes Ctrl-C from the system for as long as this exists.
    ///
    /// - Parameter idle: Called when it is pressed and nobody waits.
    init(idle: @escaping @Sendable () -> Void = {}) {
        self.idle = idle
        signal(SIGINT, SIG_IGN)
        source = Mutex(DispatchSource.makeSignalSource(signal: SIGINT, queue: .global()))
        source.withLock { source in
            source.setEventHandler { [weak self] in self?.pressed() }
            source.resume()
        }
    }

    deinit {
        source.withLock { $0.cancel() }
        signal(SIGINT, SIG_DFL)
    }

    /// Does `work`; when Ctrl-C is pressed, `work` is cancelled, and what it then returns is returned.
    func stopping<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
        await withTaskGroup(of: Value?.self) { group in
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
                    if state.cancelledID == id { return true }
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
        let waiter = state.withLock { $0.waiter.take() }
        if let waiter { waiter.continuation.resume() } else { idle() }
    }
}
