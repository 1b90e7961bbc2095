/// The parts of links and of definitions (§4.7, §6.3): destination, title, label.
enum LinkSyntax {
    /// How many characters a label may have.
    private static let longestLabel = 999
    private static let deepestParentheses = 32

    /// A destination at `offset`; `<` and `>` belong to it. Whether it may end with the text, is said.
    static func destination(_ source: Bytes, _ offset: Int, _ end: Int, mayEndWithText: Bool = false) -> Reach {
        guard offset < end else { return .unfinished }
        if source[offset] == UInt8(ascii: "<") { return bracketedDestination(source, offset + 1, end) }
        return bareDestination(source, offset, end, mayEndWithText)
    }

    /// The destination without its pointed brackets.
    static func inner(_ source: Bytes, _ start: Int, _ end: Int) -> Range<Int> {
        end - start >= 2 && source[start] == UInt8(ascii: "<") ? start + 1..<end - 1 : start..<end
    }

    private static func bracketedDestination(_ source: Bytes, _ start: Int, _ end: Int) -> Reach {
        var offset = start
        while offset < end {
            switch source[offset] {
            case UInt8(ascii: ">"): return .found(offset + 1)
            case UInt8(ascii: "<"), 0x0A, 0x0D: return .absent
            case UInt8(ascii: "\\"): offset += offset + 1 < end && source[offset + 1].isPunctuation ? 2 : 1
            default: offset += 1
            }
        }
        return .unfinished
    }

    private static func bareDestination(_ source: Bytes, _ start: Int, _ end: Int, _ mayEndWithText: Bool) -> Reach {
        var offset = start
        var depth = 0
        while offset < end {
            switch source[offset] {
            case 0...0x20, 0x7F:
                return depth == 0 && (offset > start || source[offset].isWhitespace) ? .found(offset) : .absent
            case UInt8(ascii: "("):
                depth += 1
                if depth > deepestParentheses { return .absent }
                offset += 1
            case UInt8(ascii: ")"):
                if depth == 0 { return .found(offset) }
                depth -= 1
                offset += 1
            case UInt8(ascii: "\\"): offset += offset + 1 < end && source[offset + 1].isPunctuation ? 2 : 1
            default: offset += 1
            }
        }
        return mayEndWithText && depth == 0 ? .found(end) : .unfinished
    }

    /// A title at `offset`, with its quotes or parentheses.
    static func title(_ source: Bytes, _ offset: Int, _ end: Int) -> Reach {
        guard offset < end else { return .unfinished }
        let closer: UInt8
        switch source[offset] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): closer = source[offset]
        case UInt8(ascii: "("): closer = UInt8(ascii: ")")
        default: return .absent
        }
        var next = offset + 1
        while next < end {
            let byte = source[next]
            if byte == closer { return .found(next + 1) }
            if byte == UInt8(ascii: "("), closer == UInt8(ascii: ")") { return .absent }
            next += byte == UInt8(ascii: "\\") && next + 1 < end && source[next + 1].isPunctuation ? 2 : 1
        }
        return .unfinished
    }

    /// A label at the bracket at `offset`, up to and with its closing bracket. It may be blank.
    static func label(_ source: Bytes, _ offset: Int, _ end: Int) -> Reach {
        var next = offset + 1
        var count = 0
        while next < end {
            let byte = source[next]
            if byte == UInt8(ascii: "]") { return .found(next + 1) }
            if byte == UInt8(ascii: "[") { return .absent }
            if byte & 0xC0 != 0x80 { count += 1 }
            if byte == UInt8(ascii: "\\"), next + 1 < end, source[next + 1].isPunctuation {
                next += 1
                count += 1
            }
            if count > longestLabel { return .absent }
            next += 1
        }
        return .unfinished
    }

    /// Whether the text between two brackets, none in it, is short enough for a label and not blank.
    static func isLabel(_ label: Bytes) -> Bool {
        var count = 0
        var isBlank = true
        for byte in label {
            if byte & 0xC0 != 0x80 { count += 1 }
            if count > longestLabel { return false }
            if !byte.isWhitespace { isBlank = false }
        }
        return !isBlank
    }
}
