internal import Dialogue
internal import LiveStreams

/// The events of a slice with neighbouring deltas joined, each with the sequence number of its last part; traces only
/// where they are wanted.
struct RichEvents {
    private let slice: StreamSlice<TurnEvent>
    private let withTraces: Bool

    init(_ slice: StreamSlice<TurnEvent>, withTraces: Bool) {
        self.slice = slice
        self.withTraces = withTraces
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
            } else if withTraces || !event.isTrace {
                body(event, sequence)
            }
        }
    }
}

extension TurnEvent {
    /// Whether only those may see it who look into how an answer came about.
    var isTrace: Bool {
        if case .trace = self { true } else { false }
    }
}
