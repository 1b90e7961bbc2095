/// Sends the ticks of one pattern when they are due.
///
/// It ends by itself: after the last tick, when the task is cancelled, or within a second when `isEnding` says so.
struct CheckStream: Sendable {
    let pattern: CheckPattern
    let clock: any Clock<Duration>
    /// Whether the server is about to end, and waits for nobody.
    let isEnding: @Sendable () -> Bool

    /// How often it looks whether the server ends.
    private static let look = Duration.seconds(1)

    /// Calls `send` with each frame in order.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    func run(_ send: @Sendable (CheckFrame) -> Void) async throws {
        try await run(on: clock, send)
    }

    private func run<C: Clock<Duration>>(on clock: C, _ send: @Sendable (CheckFrame) -> Void) async throws {
        let start = clock.now
        func elapsed() -> Int { Int(start.duration(to: clock.now) / .milliseconds(1)) }
        for (index, due) in pattern.dueTimes.enumerated() {
            let moment = start.advanced(by: due)
            while clock.now < moment {
                guard !isEnding() else {
                    return send(.end(ticks: index, milliseconds: elapsed(), isWhole: false))
                }
                try await clock.sleep(until: min(moment, clock.now.advanced(by: Self.look)), tolerance: nil)
            }
            send(.tick(number: index + 1, milliseconds: elapsed(), padding: pattern.padding))
        }
        send(.end(ticks: pattern.dueTimes.count, milliseconds: elapsed(), isWhole: true))
    }
}
