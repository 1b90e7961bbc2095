/// Measures from its making on, by any clock.
struct Stopwatch: Sendable {
    /// The time since this was made.
    let elapsed: @Sendable () -> Duration

    init(_ clock: any Clock<Duration>) {
        self = Self.started(clock)
    }

    private init(elapsed: @escaping @Sendable () -> Duration) {
        self.elapsed = elapsed
    }

    private static func started<C: Clock<Duration>>(_ clock: C) -> Stopwatch {
        let start = clock.now
        return Stopwatch { start.duration(to: clock.now) }
    }
}
