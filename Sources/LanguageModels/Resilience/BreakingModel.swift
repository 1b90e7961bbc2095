internal import Diagnostics
package import Logging
internal import Synchronization

/// Asks a model server only while its circuit breaker lets it.
///
/// One per model server, shared by all who ask it. What it refuses fails at once: with
/// ``ModelError/Code/breakerOpen``, or with ``ModelError/Code/rateLimited`` and ``ModelError/Code/misconfigured``
/// while those cooldowns last, and always with the time after which asking again makes sense.
package final class BreakingModel: LanguageModel {
    private let model: any LanguageModel
    private let configuration: CircuitBreakerConfiguration
    private let breaker: Mutex<CircuitBreaker>
    private let time: MonotonicTime
    private let random: RandomSource
    private let metrics: ModelSeries
    private let logger: Logger

    /// - Parameters:
    ///   - model: The client of one model server.
    ///   - random: Where the jitter comes from.
    ///   - metrics: Where the breaker's state and refusals are shown.
    ///   - logger: Told of every change of state.
    package init(
        _ model: any LanguageModel,
        configuration: CircuitBreakerConfiguration = CircuitBreakerConfiguration(),
        clock: any Clock<Duration> = ContinuousClock(),
        random: RandomSource = RandomSource(),
        metrics: ModelSeries,
        logger: Logger
    ) {
        self.model = model
        self.configuration = configuration
        self.random = random
        self.metrics = metrics
        self.logger = logger
        time = MonotonicTime(clock)
        breaker = Mutex(CircuitBreaker(configuration))
        metrics.breakerEntered(.closed)
    }

    /// The breaker's state now.
    package var phase: CircuitBreaker.Phase { breaker.withLock { $0.phase } }

    package func complete(_ prompt: Prompt, into delivery: Delivery) async throws -> Completion {
        let permit = try admit()
        let firstToken = FirstToken(time, countsReasoning: true)
        delivery.observe(firstToken)
        do {
            let completion = try await model.complete(prompt, into: delivery)
            let isSlow = firstToken.elapsed.map { $0 > configuration.slowFirstToken } ?? false
            report(isSlow ? .slow : .success, firstToken, permit)
            return completion
        } catch {
            report(CircuitBreaker.Outcome(error, isCancelled: Task.isCancelled), firstToken, permit)
            throw withCooldown(error)
        }
    }

    private func admit() throws -> CircuitBreaker.Permit {
        switch changing({ $0.admit(at: time.now()) }) {
        case .admitted(let permit): return permit
        case .refused(let refusal):
            metrics.refused(refusal.reason)
            throw Self.error(for: refusal)
        }
    }

    private func report(_ outcome: CircuitBreaker.Outcome, _ firstToken: FirstToken, _ permit: CircuitBreaker.Permit) {
        changing { breaker in
            random.with {
                breaker.report(
                    outcome, firstToken: firstToken.elapsed, for: permit, at: time.now(), using: &$0)
            }
        }
    }

    /// Changes the breaker and tells of the change while it is still locked, so that reports come in order.
    private func changing<Result: Sendable>(_ change: (inout CircuitBreaker) -> Result) -> Result {
        breaker.withLock { breaker in
            let before = breaker.phase
            defer {
                if breaker.phase != before { entered(breaker.phase, from: before) }
            }
            return change(&breaker)
        }
    }

    private func entered(_ phase: CircuitBreaker.Phase, from before: CircuitBreaker.Phase) {
        metrics.breakerEntered(phase)
        let level: Logger.Level =
            switch phase {
            case .misconfigured: .error
            case .open: .warning
            case .closed: .notice
            case .halfOpen: .info
            }
        logger.log(
            level: level, "circuit breaker changed",
            metadata: [
                "model.label": .string(metrics.label), "breaker.from": .string(before.rawValue),
                "breaker.to": .string(phase.rawValue),
            ])
    }

    /// A 429 that does not say how long to wait is given the cooldown that it started here.
    private func withCooldown(_ error: any Error) -> any Error {
        guard var error = error as? ModelError, error.code == .rateLimited, error.retryAfter == nil else {
            return error
        }
        error.retryAfter = configuration.rateLimitCooldown
        return error
    }

    private static func error(for refusal: CircuitBreaker.Refusal) -> ModelError {
        switch refusal.reason {
        case .open:
            ModelError(.breakerOpen, "not asked: it failed too often", retryAfter: refusal.retryAfter)
        case .probing:
            ModelError(.breakerOpen, "not asked: a probe is under way", retryAfter: refusal.retryAfter)
        case .rateLimited:
            ModelError(.rateLimited, "not asked: cooling down after a 429", retryAfter: refusal.retryAfter)
        case .misconfigured:
            ModelError(
                .misconfigured, "not asked: it refused credentials, quota or model", retryAfter: refusal.retryAfter)
        }
    }
}
