/// The link reference definitions at the beginning of a paragraph (§4.7).
struct LinkReferenceDefinitions {
    /// How many bytes of the paragraph are definitions, complete for good. With the last one goes its line ending.
    private(set) var end = 0
    /// From where on the rest may still become a definition, or more of one; nil where it cannot. Only for an open
    /// paragraph; it is ``end`` then.
    private(set) var pending: Int?
    /// The hashes of the labels that were defined for the first time.
    private(set) var hashes: [UInt64] = []

    private enum Definition {
        case found(label: Range<Int>, address: Range<Int>, title: Range<Int>, end: Int)
        case absent
        case unfinished
    }

    /// Reads the definitions and enters them into the table. `source` is a paragraph's content as for ``InlineParser``;
    /// an open one may go on.
    static func read(_ source: Bytes, isOpen: Bool, into table: inout ReferenceTable) -> LinkReferenceDefinitions {
        var found = LinkReferenceDefinitions()
        while true {
            switch definition(source, found.end, isOpen) {
            case .absent: return found
            case .unfinished:
                if isOpen { found.pending = found.end }
                return found
            case .found(let label, let address, let title, let end):
                var reference = LinkReference(address: [], title: [])
                LinkAddress.unescape(source, address, into: &reference.address)
                LinkAddress.unescape(source, title, into: &reference.title)
                let name = source.part(label.lowerBound, label.upperBound)
                if let hash = table.define(label: name, reference) { found.hashes.append(hash) }
                found.end = end
            }
        }
    }

    private static func definition(_ source: Bytes, _ start: Int, _ isOpen: Bool) -> Definition {
        let end = source.count
        if start >= end { return isOpen && start == 0 ? .unfinished : .absent }
        guard source[start] == UInt8(ascii: "[") else { return .absent }
        let labelEnd: Int
        switch LinkSyntax.label(source, start, end) {
        case .absent: return .absent
        case .unfinished: return .unfinished
        case .found(let last): labelEnd = last
        }
        let label = start + 1..<labelEnd - 1
        guard LinkSyntax.isLabel(source.part(label.lowerBound, label.upperBound)) else { return .absent }
        guard labelEnd < end else { return .unfinished }
        guard source[labelEnd] == UInt8(ascii: ":") else { return .absent }
        let first = afterSpace(source, labelEnd + 1)
        guard first < end else { return .unfinished }
        switch LinkSyntax.destination(source, first, end, mayEndWithText: !isOpen) {
        case .absent: return .absent
        case .unfinished: return .unfinished
        case .found(let last):
            guard last > first else { return .absent }
            return title(source, label, LinkSyntax.inner(source, first, last), last, isOpen)
        }
    }

    /// The rest of a definition: a title, on this line or the next, and the end of the line.
    private static func title(
        _ source: Bytes, _ label: Range<Int>, _ address: Range<Int>, _ offset: Int, _ isOpen: Bool
    ) -> Definition {
        let first = afterSpace(source, offset)
        if isOpen, first >= source.count { return .unfinished }
        let lineEnd = endOfLine(source, offset)
        let bare: Definition = lineEnd.map { .found(label: label, address: address, title: 0..<0, end: $0) } ?? .absent
        guard first > offset, first < source.count else { return bare }
        switch LinkSyntax.title(source, first, source.count) {
        case .absent: return bare
        case .unfinished: return isOpen ? .unfinished : bare
        case .found(let last):
            if isOpen, afterBlanks(source, last) >= source.count { return .unfinished }
            guard let end = endOfLine(source, last) else { return bare }
            return .found(label: label, address: address, title: first + 1..<last - 1, end: end)
        }
    }

    private static func afterBlanks(_ source: Bytes, _ offset: Int) -> Int {
        var next = offset
        while next < source.count, source[next].isBlank { next += 1 }
        return next
    }

    /// Behind blanks and at most one line ending.
    private static func afterSpace(_ source: Bytes, _ offset: Int) -> Int {
        let next = afterBlanks(source, offset)
        return next < source.count && source[next] == 0x0A ? afterBlanks(source, next + 1) : next
    }

    /// Behind the line ending, if only blanks come before it; the end of the text is one.
    private static func endOfLine(_ source: Bytes, _ offset: Int) -> Int? {
        let next = afterBlanks(source, offset)
        if next >= source.count { return source.count }
        return source[next] == 0x0A ? next + 1 : nil
    }
}
