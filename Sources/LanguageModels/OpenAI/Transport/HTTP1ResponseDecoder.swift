import NIOCore

/// Reads one HTTP/1.x response, head and body, from bytes that come in any pieces.
struct HTTP1ResponseDecoder {
    enum Step {
        case head(HTTP1ResponseHead)
        /// Body bytes, never empty, a slice of the input.
        case bytes(ByteBuffer)
        /// The input is used up and the response goes on.
        case needsMore
        /// The response is over; what is left of the input is not part of it.
        case end
    }

    private var headParser = HTTP1ResponseHeadParser()
    private var bodyDecoder: HTTP1BodyDecoder?
    /// Whether the connection can carry another exchange once this response is over.
    private(set) var isPersistent = false
    /// The server's own bound on an idle connection.
    private(set) var keepAliveSeconds: Int?

    /// Whether a byte of the response has been seen.
    var hasBegun: Bool { headParser.hasBegun }

    /// Whether the response is complete if the connection ends here.
    var mayEndHere: Bool { bodyDecoder?.mayEndHere ?? false }

    /// The next piece of the response. Call it until it says ``Step/needsMore`` or ``Step/end``.
    /// - Throws: ``TransportError`` with ``TransportError/Code/malformed``; the decoder is of no use afterwards.
    mutating func next(_ input: inout ByteBuffer) throws -> Step {
        if bodyDecoder != nil { return try nextOfBody(&input) ?? .needsMore }
        guard let head = try headParser.parse(&input) else { return .needsMore }
        bodyDecoder = HTTP1BodyDecoder(framing: head.framing)
        isPersistent = head.isPersistent && head.framing != .untilClose
        keepAliveSeconds = head.keepAliveSeconds
        return .head(head)
    }

    private mutating func nextOfBody(_ input: inout ByteBuffer) throws -> Step? {
        switch try bodyDecoder?.next(&input) {
        case .bytes(let bytes): .bytes(bytes)
        case .end: .end
        case .needsMore, nil: nil
        }
    }
}
