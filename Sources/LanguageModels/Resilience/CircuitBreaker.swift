internal import Diagnostics

/// Decides whether a model server may be asked, from how it answered before.
///
/// A pure state machine. ``admit(at:)`` gives a permit or refuses; every permit is reported exactly once, at the end of
/// its stream. Times are durations since a start of the caller's choice and never run backwards.
///
/// - *closed*: everything is admitted. It opens on at least 5 failures in 60 s that are at least half of the outcomes,
///   on 5 failures in a row, or when the median first token of the last 8 streams took more than 15 s.
/// - *open*: nothing is admitted for 5 s ± 20 %, doubling to 60 s with every failed probe.
/// - *half-open*: one probe at a time; 2 successes close it, a failure or a slow probe opens it again.
/// - *misconfigured*: the server refused credentials, quota or model. Nothing is admitted for a while, then one probe.
///
/// Besides, a 429 starts a cooldown in which nothing is admitted; it changes no state. Outcomes of streams that began
/// before the last change of state are not counted: they tell of an earlier time.
package struct CircuitBreaker: Sendable {
    /// The states, as metrics and logs name them.
    package enum Phase: String, MetricLabel {
        case closed
        case open
        case halfOpen = "half-open"
        case misconfigured
    }

    /// How a stream ended, as far as the server's health is concerned.
    package enum Outcome: Sendable, Hashable {
        /// The model answered in time.
        case success
        /// The server failed, before or in the middle of the answer.
        case failure
        /// The model answered, but its first token was late.
        case slow
        /// It says nothing about the server: the reader left, we shut down, the request was wrong.
        case neutral
        /// The server said 429, and perhaps how long to wait.
        case rateLimited(retryAfter: Duration?)
        /// The server refused credentials, quota or model.
        case misconfigured
    }

    /// The right to one call; reported when the call ends.
    package struct Permit: Sendable, Hashable {
        fileprivate let generation: Int
        /// Whether the breaker waits for this call's outcome before it admits another.
        package let isProbe: Bool
    }

    /// Why nothing is asked now.
    package struct Refusal: Sendable, Hashable {
        /// What stands in the way; a metric label.
        package enum Reason: String, MetricLabel {
            case open
            /// Half-open, and the one probe is under way.
            case probing
            case rateLimited = "rate-limited"
            case misconfigured
        }

        package let reason: Reason
        /// When asking again makes sense; always above zero.
        package let retryAfter: Duration
    }

    /// What ``CircuitBreaker/admit(at:)`` says.
    package enum Admission: Sendable, Hashable {
        case admitted(Permit)
        case refused(Refusal)
    }

    private enum State {
        case closed
        case open(until: Duration)
        case halfOpen(successes: Int)
        case misconfigured(until: Duration)
    }

    private let configuration: CircuitBreakerConfiguration
    private var state = State.closed
    private var generation = 0
    private var isProbing = false
    private var failedProbes = 0
    private var failuresInARow = 0
    private var window: OutcomeWindow
    private var firstTokens: [Duration] = []
    private var cooldownEnd = Duration.zero

    package init(_ configuration: CircuitBreakerConfiguration = CircuitBreakerConfiguration()) {
        self.configuration = configuration
        window = OutcomeWindow(length: configuration.window)
    }

    /// The state now. An open breaker stays open until a probe is admitted.
    package var phase: Phase {
        switch state {
        case .closed: .closed
        case .open: .open
        case .halfOpen: .halfOpen
        case .misconfigured: .misconfigured
        }
    }

    /// Asks for a permit.
    package mutating func admit(at now: Duration) -> Admission {
        guard now >= cooldownEnd else { return refused(.rateLimited, until: cooldownEnd, at: now) }
        switch state {
        case .closed:
            return .admitted(Permit(generation: generation, isProbe: false))
        case .open(let until):
            guard now >= until else { return refused(.open, until: until, at: now) }
            enter(.halfOpen(successes: 0))
            return probe()
        case .halfOpen:
            guard !isProbing else { return refused(.probing, until: now + configuration.openDelay, at: now) }
            return probe()
        case .misconfigured(let until):
            guard now >= until else { return refused(.misconfigured, until: until, at: now) }
            guard !isProbing else { return refused(.misconfigured, until: now + configuration.openDelay, at: now) }
            return probe()
        }
    }

    /// Tells how a call that was admitted ended.
    ///
    /// - Parameters:
    ///   - firstToken: How long its first token took, if one came.
    ///   - generator: Where the jitter of an opening comes from.
    package mutating func report(
        _ outcome: Outcome,
        firstToken: Duration? = nil,
        for permit: Permit,
        at now: Duration,
        using generator: inout some RandomNumberGenerator
    ) {
        let isCurrent = permit.generation == generation
        if isCurrent, permit.isProbe { isProbing = false }
        switch outcome {
        case .neutral: return
        case .rateLimited(let retryAfter): cool(for: retryAfter, at: now)
        case .misconfigured where isCurrent: enter(.misconfigured(until: now + configuration.misconfiguredCooldown))
        case .success, .slow, .failure:
            if isCurrent { count(outcome, firstToken: firstToken, at: now, using: &generator) }
        case .misconfigured: return
        }
    }

    private mutating func cool(for retryAfter: Duration?, at now: Duration) {
        let wait = min(
            max(retryAfter ?? configuration.rateLimitCooldown, .zero), configuration.maximumRateLimitCooldown)
        cooldownEnd = max(cooldownEnd, now + wait)
    }

    private mutating func count(
        _ outcome: Outcome, firstToken: Duration?, at now: Duration, using generator: inout some RandomNumberGenerator
    ) {
        switch (state, outcome) {
        case (.closed, _):
            record(isFailure: outcome == .failure, firstToken: firstToken, at: now)
            if isSick(at: now) { open(at: now, using: &generator) }
        case (.halfOpen(let successes), .success):
            if successes + 1 >= configuration.successesToClose {
                close()
            } else {
                state = .halfOpen(successes: successes + 1)
            }
        case (.misconfigured, .success): close()
        case (.halfOpen, _):
            failedProbes += 1
            open(at: now, using: &generator)
        case (.misconfigured, _): open(at: now, using: &generator)
        case (.open, _): return
        }
    }

    private mutating func record(isFailure: Bool, firstToken: Duration?, at now: Duration) {
        window.record(isFailure: isFailure, at: now)
        failuresInARow = isFailure ? failuresInARow + 1 : 0
        guard let firstToken else { return }
        firstTokens.append(firstToken)
        if firstTokens.count > configuration.slowSample { firstTokens.removeFirst() }
    }

    private func isSick(at now: Duration) -> Bool {
        if failuresInARow >= configuration.consecutiveFailures { return true }
        let (total, failures) = window.counts(at: now)
        if failures >= configuration.minimumFailures,
            Double(failures) >= configuration.failureRatio * Double(total)
        {
            return true
        }
        return firstTokens.count == configuration.slowSample && Self.median(firstTokens) > configuration.slowFirstToken
    }

    private mutating func open(at now: Duration, using generator: inout some RandomNumberGenerator) {
        let delay = min(configuration.openDelay * (1 << min(failedProbes, 20)), configuration.maximumOpenDelay)
        let jitter = configuration.jitter * (2 * Double.random(in: 0..<1, using: &generator) - 1)
        enter(.open(until: now + delay * (1 + jitter)))
    }

    private mutating func close() {
        failedProbes = 0
        enter(.closed)
    }

    private mutating func enter(_ next: State) {
        state = next
        generation += 1
        isProbing = false
        failuresInARow = 0
        firstTokens.removeAll()
        window.removeAll()
    }

    private mutating func probe() -> Admission {
        isProbing = true
        return .admitted(Permit(generation: generation, isProbe: true))
    }

    private func refused(_ reason: Refusal.Reason, until end: Duration, at now: Duration) -> Admission {
        .refused(Refusal(reason: reason, retryAfter: end - now))
    }

    private static func median(_ values: [Duration]) -> Duration {
        guard !values.isEmpty else { return .zero }
        let sorted = values.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
