/// An address on its way from the source into an event: decoded, judged, encoded.
enum LinkAddress {
    /// Adds a part of the source with its escapes taken and its character references decoded.
    static func unescape(_ source: Bytes, _ range: Range<Int>, escapes: Bool = true, into bytes: inout [UInt8]) {
        var offset = range.lowerBound
        let end = min(range.upperBound, source.count)
        while offset < end {
            let byte = source[offset]
            if escapes, byte == UInt8(ascii: "\\"), offset + 1 < end, source[offset + 1].isPunctuation {
                bytes.append(source[offset + 1])
                offset += 2
            } else if byte == UInt8(ascii: "&"),
                case .found(let last) = CharacterReference.reach(source, offset, end)
            {
                CharacterReference.append(source, offset, last, to: &bytes)
                offset = last
            } else {
                bytes.append(byte)
                offset += 1
            }
        }
    }

    /// Whether links may lead there: `http`, `https`, `mailto`, `tel`, and what is relative to the page.
    ///
    /// What a browser might skip or decode is skipped and decoded first: controls, white space, invisible characters,
    /// percent-encoding. What then looks like another scheme, or names a host without a scheme, is refused.
    static func isSafe(_ address: [UInt8]) -> Bool {
        if matches("https://", address, at: 0) || matches("http://", address, at: 0) { return true }
        var scheme: [UInt8] = []
        var offset = 0
        while let scalar = nextVisible(address, &offset) {
            switch scalar {
            case 0x3A: return isSafe(scheme: scheme)
            case 0x2F, 0x5C:
                guard scheme.isEmpty else { return true }
                let next = nextVisible(address, &offset)
                return next != 0x2F && next != 0x5C
            case 0x3F, 0x23: return true
            default: scheme.append(scalar < 0x80 ? UInt8(truncatingIfNeeded: scalar).lowercased : 0xFF)
            }
        }
        return true
    }

    private static func isSafe(scheme: [UInt8]) -> Bool {
        for safe: StaticString in ["https", "http", "mailto", "tel"] where matches(safe, scheme, at: 0) {
            if scheme.count == safe.utf8CodeUnitCount { return true }
        }
        return false
    }

    private static func matches(_ text: StaticString, _ bytes: [UInt8], at start: Int) -> Bool {
        guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
        for index in 0..<text.utf8CodeUnitCount where bytes[start + index].lowercased != text.utf8Start[index] {
            return false
        }
        return true
    }

    /// The next character that a browser would see, percent-decoded where it is ASCII.
    private static func nextVisible(_ address: [UInt8], _ offset: inout Int) -> UInt32? {
        while offset < address.count {
            var (scalar, length) = address.withUnsafeBufferPointer { $0.scalar(at: offset) }
            if scalar == 0x25, offset + 2 < address.count, let high = address[offset + 1].hexadecimalValue,
                let low = address[offset + 2].hexadecimalValue
            {
                scalar = UInt32(high << 4 | low)
                length = 3
            }
            offset += length
            if !isInvisible(scalar) { return scalar }
        }
        return nil
    }

    private static func isInvisible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0...0x20, 0x7F...0xA0, 0xAD, 0x1680, 0x180E, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000,
            0xFE00...0xFE0F, 0xFEFF, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }

    /// Percent-encodes what has no place in an address; what is encoded stays as it is.
    static func encode(_ address: inout [UInt8]) {
        guard let first = address.firstIndex(where: { !isUnreserved($0) }) else { return }
        let rest = Array(address[first...])
        address.removeSubrange(first...)
        let digits: StaticString = "0123456789ABCDEF"
        for byte in rest {
            if isUnreserved(byte) {
                address.append(byte)
            } else {
                address.append(UInt8(ascii: "%"))
                address.append(digits.utf8Start[Int(byte >> 4)])
                address.append(digits.utf8Start[Int(byte & 0xF)])
            }
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        if byte.isAlphanumeric { return true }
        switch byte {
        case UInt8(ascii: "!"), 0x23...0x2F, UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="),
            UInt8(ascii: "?"), UInt8(ascii: "@"), UInt8(ascii: "_"), UInt8(ascii: "~"):
            return true
        default: return false
        }
    }

    /// The host of an `http` or `https` address, in lower case; nil for any other address, and where a user is named.
    static func host(_ address: [UInt8]) -> [UInt8]? {
        let start = matches("https://", address, at: 0) ? 8 : matches("http://", address, at: 0) ? 7 : 0
        guard start > 0 else { return nil }
        var host: [UInt8] = []
        for byte in address[start...] {
            switch byte {
            case UInt8(ascii: "@"), UInt8(ascii: "%"): return nil
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return host
            default: host.append(byte.lowercased)
            }
        }
        return host
    }
}
