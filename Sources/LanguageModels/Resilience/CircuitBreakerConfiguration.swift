/// When a circuit breaker opens, and how it finds back.
package struct CircuitBreakerConfiguration: Sendable, Hashable {
    /// The time over which failures are counted.
    package var window: Duration = .seconds(60)
    /// The fewest failures in the window that can open it.
    package var minimumFailures = 5
    /// The least part of the outcomes in the window that must be failures.
    package var failureRatio = 0.5
    /// Failures in a row that open it, however long they take.
    package var consecutiveFailures = 5
    /// The first token of a slow stream comes later than this; also the median that opens the breaker.
    package var slowFirstToken: Duration = .seconds(15)
    /// Over how many streams the median is taken.
    package var slowSample = 8
    /// How long it stays open the first time; it doubles with every failed probe.
    package var openDelay: Duration = .seconds(5)
    /// The longest it stays open, before jitter.
    package var maximumOpenDelay: Duration = .seconds(60)
    /// The part of the delay by which chance shortens or lengthens it.
    package var jitter = 0.2
    /// Successful probes in a row that close it.
    package var successesToClose = 2
    /// How long nothing is asked after a 429 that does not say how long to wait.
    package var rateLimitCooldown: Duration = .seconds(1)
    /// The longest a server can make us wait after a 429.
    package var maximumRateLimitCooldown: Duration = .seconds(60)
    /// How long nothing is asked of a server that refused credentials, quota or model.
    package var misconfiguredCooldown: Duration = .seconds(30)

    package init() {}
}
