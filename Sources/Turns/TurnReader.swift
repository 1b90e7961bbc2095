package import Dialogue
package import LiveStreams

/// One visitor's view of a turn: the log, or its end where this visitor stopped.
package struct TurnReader: Sendable {
    package let turn: LiveTurn
    private let visitor: Visitor

    package init(turn: LiveTurn, visitor: Visitor) {
        self.turn = turn
        self.visitor = visitor
    }

    /// Where a reader that has come to `sequence` goes on.
    ///
    /// A position this log never gave out counts as its last one, so that nothing that follows is skipped; and whoever
    /// asks for more of an ended log gets at least its end, so that every stream says how it ended.
    package func start(after sequence: Int) -> Int {
        if sequence <= 0 { return 0 }
        let slice = turn.stream.slice(after: sequence)
        guard slice.isEmpty else { return sequence }
        return slice.isEnded ? slice.lastSequence - 1 : slice.lastSequence
    }

    /// Waits for this visitor's end of the turn.
    ///
    /// - Returns: All events, the last one terminal.
    /// - Throws: `CancellationError` when the task is cancelled.
    package func wholeTurn() async throws -> [TurnEvent] {
        try await turn.stream.follow(after: 0, through: slice) { _ in }
        return slice(after: 0).events
    }

    /// Waits until there is something after a position, or the turn has ended for this visitor, or `timeout` has passed.
    ///
    /// - Returns: What there is then; empty after a timeout.
    /// - Throws: `CancellationError` when the task is cancelled.
    package func nextSlice(
        after sequence: Int, timeout: Duration, clock: any Clock<Duration>
    ) async throws -> StreamSlice<TurnEvent> {
        try await turn.stream.nextSlice(
            after: sequence, through: { slice(after: $0) }, timeout: timeout, clock: clock)
    }

    /// Everything after a position.
    package func slice(after sequence: Int) -> StreamSlice<TurnEvent> {
        let slice = turn.stream.slice(after: sequence)
        guard !slice.isEnded, turn.hasDeparted(visitor) else { return slice }
        let text = TurnTranscript(turn.stream.slice(after: 0).events.prefix(slice.lastSequence)).text
        let end = TurnEvent.finished(TurnResult(finish: .stopped, fullText: text))
        return StreamSlice(events: slice.events + [end], firstSequence: slice.firstSequence, isEnded: true)
    }
}
