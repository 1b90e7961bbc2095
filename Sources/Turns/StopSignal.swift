internal import Synchronization

/// Tells one running turn to end: cancels the task that answers. The first reason wins.
final class StopSignal: Sendable {
    private enum State {
        case idle
        case running(RunningTask)
        case raised(StopReason)
    }

    /// Handle of a task that runs at this moment.
    ///
    /// Sendable although `UnsafeCurrentTask` is not. The handle is good while its task runs, and that is as long as it is
    /// kept: ``run(_:)`` puts it into the state and takes it out again, in that task, and whoever uses it holds the lock
    /// without which it cannot be taken out. It is used for `cancel()` alone, which any thread may call. Cancellation
    /// handlers run under the lock, so none may touch the signal; none knows it.
    private struct RunningTask: @unchecked Sendable {
        let task: UnsafeCurrentTask
    }

    private let state = Mutex(State.idle)

    /// Whether the turn was told to end.
    var isRaised: Bool { reason != nil }

    /// Why the turn was told to end, if it was.
    var reason: StopReason? {
        state.withLock { if case .raised(let reason) = $0 { reason } else { nil } }
    }

    /// Raises the signal.
    func raise(_ reason: StopReason) {
        state.withLock { state in
            switch state {
            case .raised: return
            case .running(let running): running.task.cancel()
            case .idle: break
            }
            state = .raised(reason)
        }
    }

    /// Runs `work` in the calling task, which is cancelled when the signal is raised meanwhile, and at once if it is
    /// already.
    func run<Value>(_ work: () async -> Value) async -> Value {
        withUnsafeCurrentTask { task in
            guard let task else { return }
            state.withLock { state in
                if case .raised = state { task.cancel() } else { state = .running(RunningTask(task: task)) }
            }
        }
        let value = await work()
        state.withLock { if case .running = $0 { $0 = .idle } }
        return value
    }
}
