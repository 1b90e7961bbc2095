/// Raw HTML within text (§6.6), and autolinks in pointed brackets (§6.5).
///
/// It remembers that the end of a comment, an instruction, a declaration or a CDATA section is nowhere to be found, so
/// that many beginnings of such do not cost many searches.
struct HTMLSyntax {
    private var hasNoCommentEnd = false
    private var hasNoInstructionEnd = false
    private var hasNoDeclarationEnd = false
    private var hasNoSectionEnd = false

    /// How far raw HTML reaches that begins at the `<` at `offset`.
    mutating func reach(_ source: Bytes, _ offset: Int, _ end: Int) -> Reach {
        let next = offset + 1
        guard next < end else { return .unfinished }
        switch source[next] {
        case UInt8(ascii: "/"): return Self.closingTag(source, next + 1, end)
        case UInt8(ascii: "?"): return Self.search("?>", source, next + 1, end, &hasNoInstructionEnd)
        case UInt8(ascii: "!"): return markup(source, next + 1, end)
        default: return Self.openTag(source, next, end)
        }
    }

    private mutating func markup(_ source: Bytes, _ offset: Int, _ end: Int) -> Reach {
        guard offset < end else { return .unfinished }
        if source[offset].isLetter { return Self.search(">", source, offset, end, &hasNoDeclarationEnd) }
        switch Self.start("--", source, offset, end) {
        case .found(let next):
            for short: StaticString in [">", "->"] {
                switch Self.start(short, source, next, end) {
                case .found(let last): return .found(last)
                case .unfinished: return .unfinished
                case .absent: continue
                }
            }
            return Self.search("-->", source, next, end, &hasNoCommentEnd)
        case .unfinished: return .unfinished
        case .absent: break
        }
        guard case .found(let next) = Self.start("[CDATA[", source, offset, end) else {
            return Self.start("[CDATA[", source, offset, end)
        }
        return Self.search("]]>", source, next, end, &hasNoSectionEnd)
    }

    private static func start(_ text: StaticString, _ source: Bytes, _ offset: Int, _ end: Int) -> Reach {
        for index in 0..<text.utf8CodeUnitCount {
            if offset + index >= end { return .unfinished }
            if source[offset + index] != text.utf8Start[index] { return .absent }
        }
        return .found(offset + text.utf8CodeUnitCount)
    }

    private static func search(
        _ text: StaticString, _ source: Bytes, _ offset: Int, _ end: Int, _ isNowhere: inout Bool
    ) -> Reach {
        if isNowhere { return .unfinished }
        var next = offset
        while next < end {
            if case .found(let last) = start(text, source, next, end) { return .found(last) }
            next += 1
        }
        isNowhere = true
        return .unfinished
    }

    // MARK: Tags

    private static func afterName(_ source: Bytes, _ offset: Int, _ end: Int) -> Int {
        var next = offset
        while next < end, source[next].isAlphanumeric || source[next] == UInt8(ascii: "-") { next += 1 }
        return next
    }

    private static func closingTag(_ source: Bytes, _ offset: Int, _ end: Int) -> Reach {
        guard offset < end else { return .unfinished }
        guard source[offset].isLetter else { return .absent }
        let next = source.afterWhitespace(afterName(source, offset, end), end)
        if next >= end { return .unfinished }
        return source[next] == UInt8(ascii: ">") ? .found(next + 1) : .absent
    }

    private static func openTag(_ source: Bytes, _ offset: Int, _ end: Int) -> Reach {
        guard source[offset].isLetter else { return .absent }
        var next = afterName(source, offset, end)
        while true {
            let afterSpace = source.afterWhitespace(next, end)
            if afterSpace >= end { return .unfinished }
            switch source[afterSpace] {
            case UInt8(ascii: ">"): return .found(afterSpace + 1)
            case UInt8(ascii: "/"):
                if afterSpace + 1 >= end { return .unfinished }
                return source[afterSpace + 1] == UInt8(ascii: ">") ? .found(afterSpace + 2) : .absent
            default:
                guard afterSpace > next else { return .absent }
                switch attribute(source, afterSpace, end) {
                case .found(let last): next = last
                case .absent: return .absent
                case .unfinished: return .unfinished
                }
            }
        }
    }

    private static func attribute(_ source: Bytes, _ offset: Int, _ end: Int) -> Reach {
        func isName(_ byte: UInt8) -> Bool { byte.isLetter || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") }
        guard isName(source[offset]) else { return .absent }
        var next = offset + 1
        while next < end {
            let byte = source[next]
            guard isName(byte) || byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") else { break }
            next += 1
        }
        let equals = source.afterWhitespace(next, end)
        guard equals < end, source[equals] == UInt8(ascii: "=") else { return .found(next) }
        return value(source, source.afterWhitespace(equals + 1, end), end)
    }

    private static func value(_ source: Bytes, _ offset: Int, _ end: Int) -> Reach {
        guard offset < end else { return .unfinished }
        let quote = source[offset]
        var next = offset
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            next += 1
            while next < end, source[next] != quote { next += 1 }
            return next < end ? .found(next + 1) : .unfinished
        }
        while next < end, !endsUnquoted(source[next]) { next += 1 }
        return next > offset ? .found(next) : .absent
    }

    private static func endsUnquoted(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "`"):
            true
        default: byte.isWhitespace
        }
    }
}
