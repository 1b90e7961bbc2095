internal import Synchronization

/// Bounds how many of the running calls may be in a retry, so that retries do not keep an overloaded server down.
///
/// Shared by everyone who asks the same model server. A retry counts from its decision until its first delta or its
/// end.
package final class RetryBudget: Sendable {
    private struct State {
        var running = 0
        var retrying = 0
    }

    private let ratio: Double
    private let minimum: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - ratio: The part of the running calls that may be retries.
    ///   - minimum: How many may be retries however few calls are running.
    package init(ratio: Double = 0.2, minimum: Int = 3) {
        self.ratio = ratio
        self.minimum = minimum
    }

    /// Calls in a retry now.
    package var retrying: Int { state.withLock { $0.retrying } }

    func callBegan() {
        state.withLock { $0.running += 1 }
    }

    func callEnded() {
        state.withLock { $0.running -= 1 }
    }

    /// A permit for one retry; `nil` when too many are running.
    func permit() -> RetryPermit? {
        let isGranted = state.withLock { state in
            guard state.retrying < max(minimum, Int(Double(state.running) * ratio)) else { return false }
            state.retrying += 1
            return true
        }
        return isGranted ? RetryPermit { self.state.withLock { $0.retrying -= 1 } } : nil
    }
}
