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
    private var bytes: ByteBuffer
    private let framing: Framing

    init(framing: Framing, capacity: Int = 256) {
        self.framing = framing
        bytes = ByteBufferAllocator().buffer(capacity: capacity + Self.chunkHeadLength + 2)
        if framing == .chunk { bytes.writeStaticString("00000000\r\n") }
    }

    /// Whether nothing was appended.
    var isEmpty: Bool { bytes.readableBytes == (framing == .chunk ? Self.chunkHeadLength : 0) }

    /// The bytes to write, framed.
    consuming func finished() -> ByteBuffer {
        guard framing == .chunk else { return bytes }
        var size = bytes.readableBytes - Self.chunkHeadLength
        for index in stride(from: 7, through: 0, by: -1) {
            let digit = UInt8(size & 15)
            bytes.setInteger(digit < 10 ? 0x30 + digit : 0x57 + digit, at: bytes.readerIndex + index)
            size >>= 4
        }
        bytes.writeStaticString("\r\n")
        return bytes
    }

    mutating func append(_ text: StaticString) {
        bytes.writeStaticString(text)
    }

    mutating func append(_ text: String) {
        bytes.writeString(text)
    }

    mutating func append(_ number: Int) {
        var scratch = DecimalDigits(number)
        scratch.withBytes { _ = bytes.writeBytes($0) }
    }

    /// Appends an event id. An id cannot hold a line break.
    mutating func append(_ id: EventID) {
        append(id.turn)
        bytes.writeStaticString(".")
        append(id.sequence)
        if id.isEnd { bytes.writeStaticString(".end") }
    }

    /// Appends a turn id.
    mutating func append(_ id: TurnID) {
        bytes.writeWithUnsafeMutableBytes(minimumWritableBytes: 22) { id.write(to: $0) }
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
                if index > start { bytes.writeBytes(UnsafeRawBufferPointer(rebasing: utf8[start..<index])) }
                append(escape: byte)
                start = index + 1
            }
            if start < utf8.count { bytes.writeBytes(UnsafeRawBufferPointer(rebasing: utf8[start...])) }
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
            bytes.writeInteger(0x30 + byte >> 4)
            let low = byte & 15
            bytes.writeInteger(low < 10 ? 0x30 + low : 0x57 + low)
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate init(rebasing slice: Slice<UnsafeBufferPointer<UInt8>>) {
        self.init(UnsafeBufferPointer(rebasing: slice))
    }
}
