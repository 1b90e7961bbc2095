internal import Diagnostics

/// Sends a failed request again, as long as nothing of the answer was delivered.
///
/// Every retry is announced as ``ModelEvent/retrying(attempt:delay:after:)`` with the number of the attempt that failed,
/// from 1. Cancelling ends the wait at once.
package final class RetryingModel: LanguageModel {
    private let model: any LanguageModel
    private let policy: RetryPolicy
    private let budget: RetryBudget
    private let clock: any Clock<Duration>
    private let time: MonotonicTime
    private let random: RandomSource
    private let metrics: ModelSeries

    /// - Parameters:
    ///   - model: The model to ask.
    ///   - budget: Shared by all who ask the same server.
    ///   - random: Where the jitter comes from.
    ///   - metrics: Where retries are counted.
    package init(
        _ model: any LanguageModel,
        policy: RetryPolicy = RetryPolicy(),
        budget: RetryBudget,
        clock: any Clock<Duration> = ContinuousClock(),
        random: RandomSource = RandomSource(),
        metrics: ModelSeries
    ) {
        self.model = model
        self.policy = policy
        self.budget = budget
        self.clock = clock
        time = MonotonicTime(clock)
        self.random = random
        self.metrics = metrics
    }

    package func complete(_ prompt: Prompt, into delivery: Delivery) async throws -> Completion {
        budget.callBegan()
        defer { budget.callEnded() }
        let stopwatch = Stopwatch(time)
        var permit: RetryPermit?
        defer { permit?.release() }
        var attempt = 1
        while true {
            do {
                return try await model.complete(prompt, into: delivery)
            } catch {
                if delivery.deltaCount > 0 || Task.isCancelled { throw error }
                permit?.release()
                let (delay, granted, code) = try retry(after: error, attempt: attempt, elapsed: stopwatch.elapsed())
                permit = granted
                delivery.observe(granted)
                delivery.receive(.retrying(attempt: attempt, delay: delay, after: code))
                try await clock.sleep(for: delay)
                attempt += 1
            }
        }
    }

    /// When to try again, the permit for it, and what failed.
    /// - Throws: The error, if it must not or may not be tried again.
    @inline(never)
    private func retry(after error: any Error, attempt: Int, elapsed: Duration) throws -> (
        Duration, RetryPermit, ModelError.Code
    ) {
        guard let error = error as? ModelError else { throw error }
        let decision = random.with {
            policy.decision(after: error, attempt: attempt, elapsed: elapsed, using: &$0)
        }
        guard case .retry(let delay) = decision, let granted = budget.permit() else { throw error }
        metrics.attemptFailed(error)
        return (delay, granted, error.code)
    }
}
