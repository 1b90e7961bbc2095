internal import Dialogue
internal import LiveStreams
internal import Synchronization

/// Puts the events of an answer into its turn's log, in order and never concurrently.
final class TurnRecorder: Sendable {
    private let turn: LiveTurn
    private let clock: TurnClock
    private let metrics: TurnMetrics
    private let hasText = Atomic(false)

    init(_ turn: LiveTurn, clock: TurnClock, metrics: TurnMetrics) {
        self.turn = turn
        self.clock = clock
        self.metrics = metrics
    }

    func record(_ event: TurnEvent) {
        if case .delta = event, !hasText.load(ordering: .relaxed) { noteFirstText() }
        if case .full = turn.stream.append(event) { turn.stopSignal.raise(.overlong) }
    }

    @inline(never)
    private func noteFirstText() {
        hasText.store(true, ordering: .relaxed)
        metrics.firstText(after: clock.now() - turn.acceptedAt)
    }
}
