/// Measures from its making on, by any clock.
struct Stopwatch: Sendable {
    /// The time since this was made.
    let elapsed: @Sendable () -> Duration
    /// Waits until the given time since this was made, or until the task is cancelled.
    let sleep: @Sendable (_ until: Duration) async -> Void

    init(_ clock: any Clock<Duration>) {
        self = Self.started(clock)
    }

    private init(elapsed: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async -> Void) {
        self.elapsed = elapsed
        self.sleep = sleep
    }

    private static func started<C: Clock<Duration>>(_ clock: C) -> Stopwatch {
        let start = clock.now
        return Stopwatch(
            elapsed: { start.duration(to: clock.now) },
            sleep: { deadline in
                do {
                    try await clock.sleep(until: start.advanced(by: deadline), tolerance: nil)
                } catch {
                    // Cancelled: the wait has ended, and that is all a caller needs to know.
                }
            })
    }
}
