/// Turns the escaped bytes of JSON strings into UTF-8, string after string of one text.
///
/// A high surrogate at the end of one string is kept and joined with a low one at the beginning of the next, because
/// some servers cut a character in two; alone it becomes U+FFFD. A string that ends inside a UTF-8 sequence gets U+FFFD
/// for it at once, so that the text does not depend on which strings are unescaped together. Other bytes that are no
/// UTF-8 are passed on: whoever makes a `String` of them replaces each by itself.
struct JSONStringUnescaper: Sendable {
    /// The high surrogate whose other half has not come; zero if there is none.
    private var highSurrogate: UInt16 = 0

    /// Appends the text of `string`, whose escapes a ``JSONCursor`` has found well formed.
    @inline(__always)
    mutating func append(_ string: JSONString, to output: inout [UInt8]) {
        guard let base = string.bytes.baseAddress, !string.isEmpty else { return }
        if string.isEscaped || highSurrogate != 0 {
            appendEscaped(string.bytes, to: &output)
        } else {
            output.append(
                contentsOf: UnsafeBufferPointer(
                    start: base.assumingMemoryBound(to: UInt8.self), count: string.bytes.count))
        }
        if string.bytes[string.bytes.count &- 1] >= 0x80 { Self.closeSequence(in: &output) }
    }

    /// Ends the text: a high surrogate still waiting becomes U+FFFD.
    mutating func finish(to output: inout [UInt8]) {
        guard highSurrogate != 0 else { return }
        highSurrogate = 0
        Self.append(0xFFFD, to: &output)
    }

    @inline(never)
    private mutating func appendEscaped(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        var offset = 0
        while offset < bytes.count {
            guard bytes[offset] == UInt8(ascii: "\\"), offset + 1 < bytes.count else {
                let run = bytes[offset...]
                let length = run.dropFirst().firstIndex(of: UInt8(ascii: "\\")) ?? bytes.count
                finish(to: &output)
                output.append(contentsOf: run[offset..<length])
                offset = length
                continue
            }
            let escape = bytes[offset + 1]
            if escape == UInt8(ascii: "u"), offset + 6 <= bytes.count {
                append(unit: Self.unit(in: bytes, at: offset + 2), to: &output)
                offset += 6
            } else {
                finish(to: &output)
                output.append(Self.plain(escape))
                offset += 2
            }
        }
    }

    private mutating func append(unit: UInt16, to output: inout [UInt8]) {
        if unit & 0xFC00 == 0xDC00, highSurrogate != 0 {
            let scalar = 0x10000 + (UInt32(highSurrogate & 0x3FF) << 10) + UInt32(unit & 0x3FF)
            highSurrogate = 0
            Self.append(scalar, to: &output)
            return
        }
        finish(to: &output)
        switch unit & 0xFC00 {
        case 0xD800: highSurrogate = unit
        case 0xDC00: Self.append(0xFFFD, to: &output)
        default: Self.append(UInt32(unit), to: &output)
        }
    }

    private static func unit(in bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt16 {
        var unit: UInt16 = 0
        for digit in offset..<(offset + 4) { unit = unit << 4 | (HexDigit.value(of: bytes[digit]) ?? 0) }
        return unit
    }

    private static func plain(_ escape: UInt8) -> UInt8 {
        switch escape {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: escape
        }
    }

    private static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        switch scalar {
        case ..<0x80:
            output.append(UInt8(scalar))
        case ..<0x800:
            output.append(UInt8(0xC0 | scalar >> 6))
            output.append(UInt8(0x80 | scalar & 0x3F))
        case ..<0x10000:
            output.append(UInt8(0xE0 | scalar >> 12))
            output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            output.append(UInt8(0x80 | scalar & 0x3F))
        default:
            output.append(UInt8(0xF0 | scalar >> 18))
            output.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            output.append(UInt8(0x80 | scalar & 0x3F))
        }
    }

    /// Replaces a UTF-8 sequence that the end of `output` cuts by U+FFFD.
    private static func closeSequence(in output: inout [UInt8]) {
        var continuationCount = 0
        while continuationCount < 3, continuationCount < output.count,
            output[output.count - 1 - continuationCount] & 0xC0 == 0x80
        { continuationCount += 1 }
        guard continuationCount < output.count else { return }
        let expectedCount =
            switch output[output.count - 1 - continuationCount] {
            case 0xC2...0xDF: 1
            case 0xE0...0xEF: 2
            case 0xF0...0xF4: 3
            default: 0
            }
        guard continuationCount < expectedCount else { return }
        output.removeLast(continuationCount + 1)
        append(0xFFFD, to: &output)
    }
}
