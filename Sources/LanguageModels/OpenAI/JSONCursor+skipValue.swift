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

    mutating func skipNumber() -> Bool {
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
