/// A place in JSON text (RFC 8259) that moves over whole values and keeps none of them.
///
/// Every method begins at the current position and answers whether the text was well formed; after a `false` or `nil` the
/// cursor is of no further use. Nothing is allocated and nothing recurses: values nested deeper than
/// ``maximumDepth`` count as malformed. More lenient than the standard in one thing: control characters and bytes that are no
/// UTF-8 may stand in strings.
struct JSONCursor {
    /// How deep values may be nested.
    static let maximumDepth = 64

    private let base: UnsafeRawPointer
    private(set) var position = 0
    private let end: Int

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

extension JSONCursor {
    /// Moves over one value of any kind.
    @inline(__always)
    mutating func skipValue() -> Bool {
        switch byte {
        case UInt8(ascii: "\""): readString() != nil
        case UInt8(ascii: "{"), UInt8(ascii: "["): skipContainer()
        default: skipScalar()
        }
    }

    /// Moves over a literal or a number.
    mutating func skipScalar() -> Bool {
        switch byte {
        case UInt8(ascii: "n"): skipNull()
        case UInt8(ascii: "t"): skipLiteral("true")
        case UInt8(ascii: "f"): skipLiteral("false")
        default: skipNumber()
        }
    }

    private mutating func skipLiteral(_ literal: StaticString) -> Bool {
        let count = literal.utf8CodeUnitCount
        guard end - position >= count else { return false }
        for offset in 0..<count
        where base.load(fromByteOffset: position + offset, as: UInt8.self) != literal.utf8Start[offset] {
            return false
        }
        position += count
        return true
    }

    private mutating func skipNumber() -> Bool {
        _ = skip(UInt8(ascii: "-"))
        if !skip(UInt8(ascii: "0")) {
            guard skipDigits() else { return false }
        }
        if skip(UInt8(ascii: ".")) {
            guard skipDigits() else { return false }
        }
        if byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
            return skipDigits()
        }
        return true
    }

    /// Moves over digits, at least one.
    @inline(__always)
    private mutating func skipDigits() -> Bool {
        let start = position
        while byte &- 0x30 < 10 { position &+= 1 }
        return position > start
    }

    /// Moves over an object or an array, with one bit a level to remember which it is.
    private mutating func skipContainer() -> Bool {
        var isObject: UInt64 = 0
        var depth = 0
        repeat {
            let opening = byte
            if opening == UInt8(ascii: "{") || opening == UInt8(ascii: "[") {
                guard depth < Self.maximumDepth else { return false }
                depth += 1
                isObject = isObject << 1 | (opening == UInt8(ascii: "{") ? 1 : 0)
                position += 1
                skipWhitespace()
                if byte != opening + 2 {
                    if isObject & 1 == 1, readName() == nil { return false }
                    continue
                }
            } else {
                guard skipValue() else { return false }
            }
            guard closeContainers(&isObject, &depth) else { return false }
        } while depth > 0
        return true
    }

    /// After a value: moves over what closes here, and over the comma, and the name, before the next value.
    private mutating func closeContainers(_ isObject: inout UInt64, _ depth: inout Int) -> Bool {
        while depth > 0 {
            skipWhitespace()
            if skip(UInt8(ascii: ",")) {
                skipWhitespace()
                return isObject & 1 == 0 || readName() != nil
            }
            guard skip(isObject & 1 == 1 ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return false }
            isObject >>= 1
            depth -= 1
        }
        return true
    }
}
