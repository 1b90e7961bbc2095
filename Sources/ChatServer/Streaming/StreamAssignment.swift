internal import NIOCore
internal import Turns

/// What a ``StreamWriter`` is to write, and where to.
///
/// On the heap, so that what waits for a stream's end holds a reference and not all of it.
final class StreamAssignment: Sendable {
    let channel: any Channel
    let reader: TurnReader
    /// The position after which the reader goes on.
    let position: Int
    let dialect: any FrameDialect
    let timing: StreamTiming

    init(channel: any Channel, reader: TurnReader, position: Int, dialect: any FrameDialect, timing: StreamTiming) {
        self.channel = channel
        self.reader = reader
        self.position = position
        self.dialect = dialect
        self.timing = timing
    }
}
