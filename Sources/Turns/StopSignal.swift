internal import Synchronization

/// Tells one running turn to end. The first reason wins; there is one waiter.
final class StopSignal: Sendable {
    private enum State {
        case idle
        case waiting(CheckedContinuation<StopReason?, Never>)
        case raised(StopReason)
        case withdrawn
    }

    private let state = Mutex(State.idle)

    /// Whether the turn was told to end.
    var isRaised: Bool {
        state.withLock { if case .raised = $0 { true } else { false } }
    }

    /// Raises the signal.
    func raise(_ reason: StopReason) {
        let waiter: CheckedContinuation<StopReason?, Never>? = state.withLock { state in
            switch state {
            case .idle:
                state = .raised(reason)
                return nil
            case .waiting(let continuation):
                state = .raised(reason)
                return continuation
            case .raised, .withdrawn:
                return nil
            }
        }
        waiter?.resume(returning: reason)
    }

    /// Waits for the signal; `nil` when the task is cancelled first.
    func wait() async -> StopReason? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready: StopReason?? = state.withLock { state in
                    switch state {
                    case .idle, .waiting:
                        state = .waiting(continuation)
                        return nil
                    case .raised(let reason): return .some(reason)
                    case .withdrawn: return .some(nil)
                    }
                }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            let waiter: CheckedContinuation<StopReason?, Never>? = state.withLock { state in
                defer { if case .raised = state {} else { state = .withdrawn } }
                if case .waiting(let continuation) = state { return continuation }
                return nil
            }
            waiter?.resume(returning: nil)
        }
    }
}
