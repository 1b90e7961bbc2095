internal import Dialogue
internal import LiveStreams

/// The dialect of `/api/…`: named events, one JSON object each, as `docs/protocol.md` lists them.
struct RichDialect: FrameDialect {
    let language: Language
    /// Whether the reader may see how an answer came about; whoever may not finds no trace of it.
    var showsTraces = false

    func write(_ slice: StreamSlice<TurnEvent>, of turn: TurnID, into frames: inout FrameBuffer) {
        RichEvents(slice, withTraces: showsTraces).visit { event, sequence in
            if event.kind != .status {
                frames.append("id: ")
                frames.append(EventID(turn: turn, sequence: sequence, isEnd: event.isTerminal))
                frames.append("\n")
            }
            frames.append("event: ")
            frames.append(event.kind.rawValue)
            frames.append("\ndata: ")
            RichEventJSON(turn: turn, language: language).write(event, into: &frames)
            frames.append("\n\n")
        }
    }

    func heartbeat(into frames: inout FrameBuffer) {
        frames.append("event: ping\ndata: {}\n\n")
    }
}
