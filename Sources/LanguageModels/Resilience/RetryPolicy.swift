/// When a failed request is sent again, and after how long.
///
/// Pure: it is told what happened and decides. Whether any text was delivered is the caller's to know; after that
/// nothing is sent again, whatever this policy says.
package struct RetryPolicy: Sendable, Hashable {
    /// What to do after a failure.
    package enum Decision: Sendable, Hashable {
        /// Send the request again after the delay.
        case retry(after: Duration)
        /// Report the failure.
        case giveUp(Reason)
    }

    /// Why a request is not sent again.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        /// It would fail again.
        case pointless
        /// It was sent often enough.
        case exhausted
        /// It could not start within the time in which the first word is due.
        case late
    }

    /// How often a request is sent again at the most.
    package var maximumRetries = 2
    /// The delay before the first retry; it doubles with every further one.
    package var firstDelay: Duration = .milliseconds(500)
    /// The longest delay of our own choice; a server's `Retry-After` may be longer.
    package var maximumDelay: Duration = .seconds(8)
    /// The part of a delay, from 0 to 1, that chance may take away.
    package var jitter = 0.25
    /// The time from the start of the call in which the last attempt must begin.
    package var firstTokenBudget: Duration = .seconds(20)

    package init() {}

    /// Decides after a failure.
    ///
    /// - Parameters:
    ///   - error: Why the last attempt failed. Its `retryAfter` is waited for in full, or not at all.
    ///   - attempt: The number of that attempt, from 1.
    ///   - elapsed: The time since the call began.
    ///   - generator: Where the jitter comes from.
    package func decision(
        after error: ModelError,
        attempt: Int,
        elapsed: Duration,
        using generator: inout some RandomNumberGenerator
    ) -> Decision {
        guard error.isRetryable else { return .giveUp(.pointless) }
        guard attempt <= maximumRetries else { return .giveUp(.exhausted) }
        let delay = max(backoff(attempt: attempt, using: &generator), error.retryAfter ?? .zero)
        return elapsed + delay < firstTokenBudget ? .retry(after: delay) : .giveUp(.late)
    }

    private func backoff(attempt: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        let doublings = min(max(attempt, 1) - 1, 30)
        let delay = min(firstDelay * (1 << doublings), maximumDelay)
        return delay * (1 - min(max(jitter, 0), 1) * Double.random(in: 0..<1, using: &generator))
    }
}
