/// A place in JSON text (RFC 8259) that moves over whole values and keeps none of them.
///
/// Every method begins at the current position and answers whether the text was well formed; after a `false` or `nil`
/// the cursor is of no further use. Nothing is allocated and nothing recurses: values nested deeper than
/// ``maximumDepth`` count as malformed. More lenient than the standard in one thing: control characters and bytes that
/// are no UTF-8 may stand in strings.
struct JSONCursor {
    /// How deep values may be nested.
    static let maximumDepth = 64

    let base: UnsafeRawPointer
    var position = 0
    let end: Int

    /// A cursor at the beginning of `bytes`; nil if there are none. The bytes must outlive it.
    @inline(__always)
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
        self.base = base
        end = bytes.count
    }

    /// The byte at the position; 0, which begins no value, at the end.
    @inline(__always)
    var byte: UInt8 {
        position < end ? base.load(fromByteOffset: position, as: UInt8.self) : 0
    }

    var isAtEnd: Bool { position >= end }

    @inline(__always)
    mutating func skipWhitespace() {
        while true {
            let byte = byte
            if byte > UInt8(ascii: " ") { return }
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position &+= 1
        }
    }

    /// Moves over `expected` if it stands here.
    @inline(__always)
    mutating func skip(_ expected: UInt8) -> Bool {
        guard byte == expected else { return false }
        position &+= 1
        return true
    }

    /// Moves over the literal `null` if it stands here.
    @inline(__always)
    mutating func skipNull() -> Bool {
        guard end &- position >= 4,
            base.loadUnaligned(fromByteOffset: position, as: UInt32.self) == UInt32(littleEndian: 0x6C6C_756E)
        else { return false }
        position &+= 4
        return true
    }

    /// Reads a string and lends its bytes, still escaped.
    @inline(__always)
    mutating func readString() -> JSONString? {
        guard skip(UInt8(ascii: "\"")) else { return nil }
        let start = position
        var offset = StringMark.first(in: base, from: start, to: end)
        var isEscaped = false
        while offset < end, base.load(fromByteOffset: offset, as: UInt8.self) != UInt8(ascii: "\"") {
            isEscaped = true
            guard let next = offsetAfterEscape(at: offset) else { return nil }
            offset = StringMark.first(in: base, from: next, to: end)
        }
        guard offset < end else { return nil }
        position = offset &+ 1
        return JSONString(
            bytes: UnsafeRawBufferPointer(start: base + start, count: offset &- start), isEscaped: isEscaped)
    }

    /// Walks the members of an object; `read` begins at each value and must move over it.
    @inline(__always)
    mutating func readMembers(_ read: (inout JSONCursor, JSONString) -> Bool) -> Bool {
        guard skip(UInt8(ascii: "{")) else { return false }
        skipWhitespace()
        if skip(UInt8(ascii: "}")) { return true }
        while true {
            guard let name = readName() else { return false }
            guard read(&self, name) else { return false }
            skipWhitespace()
            if skip(UInt8(ascii: ",")) {
                skipWhitespace()
            } else {
                return skip(UInt8(ascii: "}"))
            }
        }
    }

    /// Walks the elements of an array; `read` begins at each value and must move over it.
    @inline(__always)
    mutating func readElements(_ read: (inout JSONCursor) -> Bool) -> Bool {
        guard skip(UInt8(ascii: "[")) else { return false }
        skipWhitespace()
        if skip(UInt8(ascii: "]")) { return true }
        while true {
            guard read(&self) else { return false }
            skipWhitespace()
            if skip(UInt8(ascii: ",")) {
                skipWhitespace()
            } else {
                return skip(UInt8(ascii: "]"))
            }
        }
    }

    /// A member's name, with the colon and the space before its value.
    @inline(__always)
    mutating func readName() -> JSONString? {
        guard let name = readString() else { return nil }
        skipWhitespace()
        guard skip(UInt8(ascii: ":")) else { return nil }
        skipWhitespace()
        return name
    }

    /// A number; nil if it is malformed.
    mutating func readNumber() -> Double? {
        let start = position
        guard skipNumber() else { return nil }
        let text = UnsafeRawBufferPointer(start: base + start, count: position - start)
        return Double(String(decoding: text, as: UTF8.self)) ?? .infinity
    }

    /// Where the text goes on after the escape whose backslash is at `offset`; nil if it is none.
    private func offsetAfterEscape(at offset: Int) -> Int? {
        guard offset + 1 < end else { return nil }
        switch base.load(fromByteOffset: offset + 1, as: UInt8.self) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return offset + 2
        case UInt8(ascii: "u"):
            guard offset + 6 <= end else { return nil }
            for digit in (offset + 2)..<(offset + 6)
            where HexDigit.value(of: base.load(fromByteOffset: digit, as: UInt8.self)) == nil { return nil }
            return offset + 6
        default:
            return nil
        }
    }
}
