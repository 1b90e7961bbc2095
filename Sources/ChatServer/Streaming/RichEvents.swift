internal import Dialogue
internal import LiveStreams

/// The events of a slice with neighbouring deltas joined, each with the sequence number of its last part.
struct RichEvents {
    private let slice: StreamSlice<TurnEvent>

    init(_ slice: StreamSlice<TurnEvent>) {
        self.slice = slice
    }

    /// Calls `body` with each event and the sequence number of its last part, in order.
    func visit(_ body: (TurnEvent, Int) -> Void) {
        var joined: String?
        for (offset, event) in slice.events.enumerated() {
            let sequence = slice.firstSequence + offset
            if case .delta(let text) = event {
                joined = joined.map { $0 + text } ?? text
                let isLastOfRun = offset + 1 == slice.events.count || !slice.events[offset + 1].isDelta
                if isLastOfRun, let text = joined {
                    body(.delta(text), sequence)
                    joined = nil
                }
            } else {
                body(event, sequence)
            }
        }
    }
}
