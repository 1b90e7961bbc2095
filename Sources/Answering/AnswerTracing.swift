internal import Dialogue

/// Tells how an answer comes about, step by step, each with the time since the answering began.
///
/// On the heap, so that where nothing is told, what waits for an answer carries one empty reference.
final class AnswerTracing: Sendable {
    private let now: @Sendable () -> Duration
    private let emit: @Sendable (TurnEvent) -> Void

    /// Begins counting time.
    init(clock: any Clock<Duration>, emit: @escaping @Sendable (TurnEvent) -> Void) {
        now = Self.elapsed(by: clock)
        self.emit = emit
    }

    /// The time since the answering began.
    var elapsed: Duration { now() }

    /// Tells that a step was taken just now.
    func tell(_ step: TurnTrace.Step) {
        emit(.trace(TurnTrace(step, at: now())))
    }

    private static func elapsed<C: Clock<Duration>>(by clock: C) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}
