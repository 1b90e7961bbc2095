/// Time as turns need it: how long it has been, and waiting. Monotonic; wall clocks play no part.
package struct TurnClock: Sendable {
    /// The time since this clock was made.
    package let now: @Sendable () -> Duration
    /// Waits, or throws when the task is cancelled.
    package let sleep: @Sendable (Duration) async throws -> Void

    package init<C: Clock>(_ clock: C) where C.Duration == Duration {
        let start = clock.now
        now = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
    }
}
