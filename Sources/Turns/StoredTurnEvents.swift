package import Archive
package import Dialogue
package import LiveStreams

/// The events of a turn whose log is gone: its sources and its end, which holds the whole text.
package struct StoredTurnEvents: Sendable {
    private let turn: StoredTurn

    package init(_ turn: StoredTurn) {
        self.turn = turn
    }

    /// The turn itself.
    package var stored: StoredTurn { turn }

    /// Whose events these are.
    package var id: TurnID { turn.id }

    /// The events after a position, as a slice that has ended.
    ///
    /// The positions of the lost log are unknown, so these are the last ones there are: behind whatever any reader has
    /// read, the same for all of them, and no log has ever given them to anything else.
    package func slice(after position: Int) -> StreamSlice<TurnEvent> {
        let end: TurnEvent =
            switch turn.state {
            case .running(let partialText, _): .failed(Problem(.producerLost), partialText: partialText)
            case .finished(let result): .finished(result)
            case .failed(let problem, let partialText): .failed(problem, partialText: partialText)
            }
        let last = EventID.maximumSequence
        guard !turn.sources.isEmpty, position < last - 1 else {
            return StreamSlice(events: [end], firstSequence: last, isEnded: true)
        }
        return StreamSlice(events: [.sources(turn.sources), end], firstSequence: last - 1, isEnded: true)
    }
}
