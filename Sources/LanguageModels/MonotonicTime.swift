/// The time that a clock shows, without its type: made once, because asking an `any Clock` is slow.
struct MonotonicTime: Sendable {
    /// The time since this was made.
    let now: @Sendable () -> Duration

    init(_ clock: any Clock<Duration>) {
        now = Self.elapsed(by: clock)
    }

    private static func elapsed<C: Clock<Duration>>(by clock: C) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}
