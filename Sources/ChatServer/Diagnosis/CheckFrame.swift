internal import NIOCore

/// A frame of a synthetic stream.
enum CheckFrame: Sendable {
    /// What Kaya saw of the request.
    case seen(SeenRequest)
    /// A tick, numbered from 1, and when it was sent: milliseconds since the stream began.
    case tick(number: Int, milliseconds: Int, padding: Int)
    /// The last frame. A stream that stops before its pattern is over is not whole.
    case end(ticks: Int, milliseconds: Int, isWhole: Bool)

    /// The frame's bytes. A comment stands in the frame of its tick, so that both are one block to whoever reads frames.
    func bytes() throws -> ByteBuffer {
        switch self {
        case .seen(let seen):
            var frame = ByteBuffer(string: ": ok\n\nevent: check\ndata: ")
            frame.writeImmutableBuffer(try JSONResponse.bytes(seen))
            frame.writeString("\n\n")
            return frame
        case .tick(let number, let milliseconds, let padding):
            let comment = padding > 0 ? ":" + String(repeating: " ", count: padding) + "\n" : ""
            return ByteBuffer(string: "\(comment)event: tick\ndata: {\"n\":\(number),\"ms\":\(milliseconds)}\n\n")
        case .end(let ticks, let milliseconds, let isWhole):
            return ByteBuffer(
                string: "event: end\ndata: {\"ticks\":\(ticks),\"ms\":\(milliseconds),\"whole\":\(isWhole)}\n\n")
        }
    }
}
