internal import Dialogue
internal import LiveStreams

/// How the events of a turn are written as server-sent events.
///
/// A dialect is a value with what it has to remember, used by one reader. Whatever a reader missed comes as one frame.
protocol FrameDialect: Sendable {
    /// Writes what stands before the first event.
    mutating func open(into frames: inout FrameBuffer)
    /// Writes one slice of the log.
    mutating func write(_ slice: StreamSlice<TurnEvent>, of turn: TurnID, into frames: inout FrameBuffer)
    /// Writes a sign of life.
    func heartbeat(into frames: inout FrameBuffer)
}

extension FrameDialect {
    func open(into frames: inout FrameBuffer) {
        // A comment is the first byte: a reader that gets none knows that something in between holds bytes back.
        frames.append(": ok\nretry: 2000\n\n")
    }
}
