import NIOCore

/// Takes the framing off an HTTP/1.x body, whose bytes come in any pieces (RFC 9112, sections 6 and 7).
///
/// Body bytes are handed on as slices of the input, without copying. Chunk extensions and trailers are skipped. Strict:
/// chunk lines end in CR LF, a size is one to sixteen hexadecimal digits and fits in an `Int`.
///
/// Bounds: 16 KiB for a chunk's size line, and as much for all trailers.
struct HTTP1BodyDecoder {
    static let maximumOverhead = 16 * 1024

    enum Step {
        /// Bytes of the body, never empty.
        case bytes(ByteBuffer)
        /// The input is used up and the body goes on.
        case needsMore
        /// The body is over; what is left of the input is not part of it.
        case end
    }

    private enum State {
        case length(Int)
        case untilClose
        case chunkSize(Int, digits: Int)
        case chunkSizeBlank
        case chunkExtension
        case chunkSizeLineFeed(Int)
        case chunkBytes(Int)
        case chunkCarriageReturn
        case chunkLineFeed
        case trailerStart
        case trailer
        case trailerLineFeed
        case lastLineFeed
        case ended
    }

    private var state: State
    private var size = 0
    private var overhead = 0

    init(framing: HTTP1BodyFraming) {
        state =
            switch framing {
            case .none: .ended
            case .length(let length): .length(length)
            case .chunked: .chunkSize(0, digits: 0)
            case .untilClose: .untilClose
            }
    }

    /// Whether the body is complete if the connection ends here.
    var mayEndHere: Bool {
        switch state {
        case .ended, .untilClose, .length(0): true
        default: false
        }
    }

    /// The next piece of the body. Call it until it says ``Step/needsMore`` or ``Step/end``.
    /// - Throws: ``TransportError`` with ``TransportError/Code/malformed``; the decoder is of no use afterwards.
    mutating func next(_ input: inout ByteBuffer) throws -> Step {
        while true {
            switch state {
            case .ended, .length(0):
                return .end
            case .untilClose:
                return take(Int.max, from: &input).map { .bytes($0) } ?? .needsMore
            case .length(let remaining):
                guard let bytes = take(remaining, from: &input) else { return .needsMore }
                state = .length(remaining - bytes.readableBytes)
                return .bytes(bytes)
            case .chunkBytes(let remaining):
                guard let bytes = take(remaining, from: &input) else { return .needsMore }
                let rest = remaining - bytes.readableBytes
                state = rest == 0 ? .chunkCarriageReturn : .chunkBytes(rest)
                return .bytes(bytes)
            case .chunkSize(0, digits: 0) where takeChunkSize(from: &input): break
            case .chunkCarriageReturn where takeChunkEnd(from: &input): break
            default:
                guard let byte = input.readInteger(as: UInt8.self) else { return .needsMore }
                try framing(byte)
            }
        }
    }

    private func take(_ maximum: Int, from input: inout ByteBuffer) -> ByteBuffer? {
        input.readableBytes == 0 ? nil : input.readSlice(length: min(maximum, input.readableBytes))
    }

    /// Takes a plain size line that lies whole in the input; anything else is left to be read byte by byte.
    private mutating func takeChunkSize(from input: inout ByteBuffer) -> Bool {
        let (size, length) = input.withUnsafeReadableBytes { bytes -> (Int, Int) in
            var size = 0
            for (index, byte) in bytes.prefix(8).enumerated() {
                if let digit = ASCII.hexDigit(byte) {
                    size = size << 4 | digit
                } else if byte == ASCII.carriageReturn, index + 1 < bytes.count, bytes[index + 1] == ASCII.lineFeed {
                    return (size, index + 2)
                } else {
                    break
                }
            }
            return (0, 0)
        }
        guard size > 0 else { return false }
        input.moveReaderIndex(forwardBy: length)
        overhead = 0
        state = .chunkBytes(size)
        return true
    }

    /// Takes the CR LF after a chunk if it lies whole in the input.
    private mutating func takeChunkEnd(from input: inout ByteBuffer) -> Bool {
        guard input.getInteger(at: input.readerIndex, as: UInt16.self) == 0x0D0A else { return false }
        input.moveReaderIndex(forwardBy: 2)
        overhead = 0
        state = .chunkSize(0, digits: 0)
        return true
    }

    private mutating func framing(_ byte: UInt8) throws {
        overhead += 1
        guard overhead <= Self.maximumOverhead else {
            throw TransportError(.malformed, "A chunk's size line or the trailers are too long.")
        }
        switch (state, byte) {
        case (.chunkSize(let size, let digits), _):
            try chunkSize(byte, size: size, digits: digits)
        case (.chunkExtension, ASCII.carriageReturn):
            state = .chunkSizeLineFeed(size)
        case (.chunkSizeLineFeed(let size), ASCII.lineFeed):
            overhead = 0
            state = size == 0 ? .trailerStart : .chunkBytes(size)
        case (.chunkCarriageReturn, ASCII.carriageReturn):
            state = .chunkLineFeed
        case (.chunkLineFeed, ASCII.lineFeed):
            overhead = 0
            state = .chunkSize(0, digits: 0)
        case (.trailerStart, ASCII.carriageReturn):
            state = .lastLineFeed
        case (.trailer, ASCII.carriageReturn):
            state = .trailerLineFeed
        case (.trailerLineFeed, ASCII.lineFeed):
            state = .trailerStart
        case (.lastLineFeed, ASCII.lineFeed):
            state = .ended
        case (.chunkSizeBlank, ASCII.semicolon):
            state = .chunkExtension
        case (.chunkSizeBlank, _) where ASCII.isBlank(byte), (.chunkExtension, _) where ASCII.isFieldCharacter(byte):
            break
        case (.trailerStart, _) where ASCII.isTokenCharacter(byte), (.trailer, _) where ASCII.isFieldCharacter(byte):
            state = .trailer
        default:
            throw TransportError(.malformed, "The chunked body has the byte \(byte) where it cannot be.")
        }
    }

    private mutating func chunkSize(_ byte: UInt8, size: Int, digits: Int) throws {
        if let digit = ASCII.hexDigit(byte) {
            guard digits < 16, size <= Int.max >> 4 else {
                throw TransportError(.malformed, "A chunk's size is too large.")
            }
            state = .chunkSize(size << 4 | digit, digits: digits + 1)
            return
        }
        guard digits > 0 else { throw TransportError(.malformed, "A chunk has no size.") }
        switch byte {
        case ASCII.carriageReturn:
            state = .chunkSizeLineFeed(size)
        case ASCII.semicolon:
            self.size = size
            state = .chunkExtension
        case ASCII.space, ASCII.tab:
            self.size = size
            state = .chunkSizeBlank
        default:
            throw TransportError(.malformed, "A chunk's size is no number.")
        }
    }
}
