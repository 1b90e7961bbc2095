internal import Archive
package import Dialogue
package import LiveStreams

/// The events of a turn whose log is gone: its sources and its end, which holds the whole text.
package struct StoredTurnEvents: Sendable {
    private let turn: StoredTurn

    init(_ turn: StoredTurn) {
        self.turn = turn
    }

    /// Whose events these are.
    package var id: TurnID { turn.id }

    /// The events after a position, as a slice that has ended.
    ///
    /// The positions of the lost log are unknown, so the end takes the place after the reader's.
    package func slice(after position: Int) -> StreamSlice<TurnEvent> {
        let end: TurnEvent =
            switch turn.state {
            case .running: .failed(Problem(.producerLost), partialText: "")
            case .finished(let result): .finished(result)
            case .failed(let problem, let partialText): .failed(problem, partialText: partialText)
            }
        let sources = turn.sources.isEmpty || position > 0 ? [] : [TurnEvent.sources(turn.sources)]
        let first = min(max(position, 0), EventID.maximumSequence - 2) + 1
        return StreamSlice(events: sources + [end], firstSequence: first, isEnded: true)
    }
}
