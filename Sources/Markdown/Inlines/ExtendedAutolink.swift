/// Addresses without pointed brackets (GFM §6.9).
enum ExtendedAutolink {
    /// The longest local part of an e-mail address.
    private static let longestLocalPart = 255

    /// Whether an address may begin at `offset`: at the beginning, after white space, and after `*`, `_`, `~`, `(`.
    static func canFollow(_ source: Bytes, _ offset: Int) -> Bool {
        guard offset > 0 else { return true }
        let byte = source[offset - 1]
        return byte.isWhitespace || byte == UInt8(ascii: "(") || isDelimiter(byte)
    }

    static func isDelimiter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
    }

    /// How far an address reaches that begins at `first` with a scheme and the colon at `mark`, or with `www` and the
    /// period there. In an open text, one that reaches the end is unfinished.
    static func reach(
        _ source: Bytes, _ first: Int, _ mark: Int, _ end: Int, isWeb: Bool, isOpen: Bool
    ) -> Reach {
        let atEnd: Reach = isOpen ? .unfinished : .absent
        var domain = mark + 1
        if !isWeb {
            for _ in 0..<2 {
                if domain >= end { return atEnd }
                guard source[domain] == UInt8(ascii: "/") else { return .absent }
                domain += 1
            }
        }
        if domain >= end { return atEnd }
        let domainEnd = endOfDomain(source, domain, end)
        if isOpen, domainEnd == end { return .unfinished }
        guard domainEnd > domain, isValid(source, domain, domainEnd) else { return .absent }
        var last = domainEnd
        while last < end, !source[last].isWhitespace, source[last] != UInt8(ascii: "<") { last += 1 }
        if isOpen, last == end { return .unfinished }
        last = trimmed(source, first, last)
        return last > domain ? .found(last) : .absent
    }

    /// Where a domain ends: letters and digits of any script, hyphens, underscores, periods.
    private static func endOfDomain(_ source: Bytes, _ start: Int, _ end: Int) -> Int {
        var next = start
        while next < end {
            let byte = source[next]
            if byte.isAlphanumeric {
                next += 1
            } else if byte < 0x80 {
                let isInner = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
                guard isInner, next > start else { break }
                next += 1
            } else {
                let scalar = source.scalar(at: next)
                guard CharacterClass(scalar.value) == .other else { break }
                next += scalar.length
            }
        }
        return next
    }

    /// Whether the last two parts of a domain are without underscores. A domain of many parts is taken as it is.
    private static func isValid(_ source: Bytes, _ start: Int, _ end: Int) -> Bool {
        var periods = 0
        var last = 0
        var secondLast = 0
        for index in start..<end {
            if source[index] == UInt8(ascii: "_") { last += 1 }
            if source[index] == UInt8(ascii: ".") {
                periods += 1
                secondLast = last
                last = 0
            }
        }
        return last + secondLast == 0 || periods > 10
    }

    /// Where an address ends without the punctuation after it: `?!.,:*_~'"`, a closing parenthesis without its opening
    /// one, what looks like an entity.
    private static func trimmed(_ source: Bytes, _ start: Int, _ end: Int) -> Int {
        var surplus = 0
        for index in start..<end {
            if source[index] == UInt8(ascii: "(") { surplus -= 1 }
            if source[index] == UInt8(ascii: ")") { surplus += 1 }
        }
        var last = end
        while last > start {
            switch source[last - 1] {
            case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"),
                UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "'"), UInt8(ascii: "\""):
                last -= 1
            case UInt8(ascii: ")"):
                if surplus <= 0 { return last }
                surplus -= 1
                last -= 1
            case UInt8(ascii: ";"):
                var first = last - 1
                while first > start, source[first - 1].isAlphanumeric { first -= 1 }
                let isEntity = first < last - 1 && first > start && source[first - 1] == UInt8(ascii: "&")
                last = isEntity ? first - 1 : last - 1
            default: return last
            }
        }
        return last
    }

    // MARK: E-mail addresses

    private static func isLocal(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "+")
    }

    /// Where the word begins that ends at `offset` and may be part of an e-mail address; nil where it is too long for
    /// the beginning of one.
    static func wordStart(_ source: Bytes, _ offset: Int) -> Int? {
        var first = offset
        while first > 0, isLocal(source[first - 1]) {
            if offset - first > longestLocalPart { return nil }
            first -= 1
        }
        while first > 0, isLocal(source[first - 1]) || source[first - 1] == UInt8(ascii: "@") { first -= 1 }
        return first
    }

    /// Whether the word that ends at `offset` may be an e-mail address up to there.
    static func hasAtSign(_ source: Bytes, before offset: Int) -> Bool {
        var first = offset
        while first > 0, isLocal(source[first - 1]) { first -= 1 }
        return first > 0 && source[first - 1] == UInt8(ascii: "@")
    }

    /// The e-mail address around the at sign at `offset`, within `source[start..<end]`; nil if there is none, or if it
    /// is not certain because the text ends with it and is open.
    static func email(_ source: Bytes, _ offset: Int, _ start: Int, _ end: Int, isAtOpenEnd: Bool) -> Range<Int>? {
        var first = offset
        while first > 0, offset - first <= longestLocalPart, isLocal(source[first - 1]) { first -= 1 }
        guard offset - first <= longestLocalPart else { return nil }
        first = max(first, start)
        guard first < offset, first == 0 || source[first - 1] != UInt8(ascii: "/") else { return nil }
        var last = offset + 1
        var periods = 0
        while last < end {
            let byte = source[last]
            if byte == UInt8(ascii: ".") {
                guard last + 1 < end else { break }
                guard source[last + 1].isAlphanumeric else { break }
                periods += 1
            } else if !byte.isAlphanumeric, byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
                break
            }
            last += 1
        }
        let isUnfinished = isAtOpenEnd && (last == end || last + 1 == end && source[last] == UInt8(ascii: "."))
        guard periods > 0, !isUnfinished, source[last - 1].isLetter else { return nil }
        return first..<last
    }
}
