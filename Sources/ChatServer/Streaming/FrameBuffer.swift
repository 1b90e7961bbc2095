internal import Dialogue
internal import NIOCore

/// Collects the frames of one write, with room in front for the size of an HTTP/1.1 chunk.
///
/// JSON goes straight into the frame: its strings never hold a line break, so no second pass over the data is needed.
/// Not copyable, so that finishing it never copies its bytes.
struct FrameBuffer: ~Copyable {
    /// How the bytes travel.
    enum Framing {
        /// As one HTTP/1.1 chunk, written below the encoder (RFC 9112 §7.1).
        case chunk
        /// As they are.
        case plain
    }

    private static let chunkHeadLength = 10
    // An array, because each write to a `ByteBuffer` costs more than what is written here.
    private var bytes: [UInt8] = []
    private let framing: Framing

    init(framing: Framing, capacity: Int = 256) {
        self.framing = framing
        bytes.reserveCapacity(capacity + Self.chunkHeadLength + 2)
        if framing == .chunk { append("00000000\r\n") }
    }

    /// Whether nothing was appended.
    var isEmpty: Bool { bytes.count == (framing == .chunk ? Self.chunkHeadLength : 0) }

    /// The bytes to write, framed.
    consuming func finished() -> ByteBuffer {
        if framing == .chunk {
            var size = bytes.count - Self.chunkHeadLength
            var index = 8
            while size > 0 {
                index -= 1
                bytes[index] = Self.hexDigit(UInt8(truncatingIfNeeded: size & 15))
                size >>= 4
            }
            append("\r\n")
        }
        return ByteBuffer(bytes: bytes)
    }

    mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ number: Int) {
        var scratch = DecimalDigits(number)
        scratch.withBytes { bytes.append(contentsOf: $0) }
    }

    /// Appends an event id. An id cannot hold a line break.
    mutating func append(_ id: EventID) {
        append(id.turn)
        append(".")
        append(id.sequence)
        if id.isEnd { append(".end") }
    }

    /// Appends a turn id.
    mutating func append(_ id: TurnID) {
        withUnsafeTemporaryAllocation(byteCount: 22, alignment: 1) { text in
            id.write(to: text)
            bytes.append(contentsOf: text)
        }
    }

    /// Appends a JSON string with its quotes (RFC 8259 §7).
    mutating func append(json text: String) {
        append("\"")
        append(escaping: text)
        append("\"")
    }

    /// Appends the inside of a JSON string.
    mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for index in 0..<utf8.count {
                let byte = utf8[index]
                guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
                if index > start { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index])) }
                append(escape: byte)
                start = index + 1
            }
            if start < utf8.count { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...])) }
        }
    }

    private mutating func append(escape byte: UInt8) {
        switch byte {
        case 0x22: append(#"\""#)
        case 0x5C: append(#"\\"#)
        case 0x0A: append(#"\n"#)
        case 0x0D: append(#"\r"#)
        case 0x09: append(#"\t"#)
        default:
            append(#"\u00"#)
            bytes.append(Self.hexDigit(byte >> 4))
            bytes.append(Self.hexDigit(byte & 15))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x57 + value
    }
}
