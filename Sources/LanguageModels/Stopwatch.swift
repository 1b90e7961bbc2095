/// Measures from its making on.
struct Stopwatch: Sendable {
    private let time: MonotonicTime
    private let start: Duration

    init(_ time: MonotonicTime) {
        self.time = time
        start = time.now()
    }

    /// The time since this was made.
    func elapsed() -> Duration {
        time.now() - start
    }
}
