/// The seven ways in which a block of HTML begins and ends (CommonMark 4.6).
enum HTMLBlockKind: UInt8 {
    /// `<script>`, `<pre>`, `<style>` or `<textarea>`, to a line with one of their end tags.
    case rawText = 1
    case comment = 2
    case instruction = 3
    case declaration = 4
    case characters = 5
    /// A tag of the list of block elements, to a blank line.
    case blockElement = 6
    /// Any whole tag alone on its line, to a blank line; it does not interrupt a paragraph.
    case wholeTag = 7

    /// Whether a blank line ends the block.
    var endsAtBlankLine: Bool { self == .blockElement || self == .wholeTag }

    /// The kind of block that begins at the cursor's first byte that is no space.
    init?(_ cursor: LineCursor, interruptsParagraph: Bool) {
        guard cursor.first == ASCII.less else { return nil }
        let line = cursor.line
        let name = cursor.nonspace + 1
        if Self.starts(line, at: name, with: "!--") {
            self = .comment
        } else if name < line.count, line[name] == ASCII.question {
            self = .instruction
        } else if Self.starts(line, at: name, with: "![CDATA[") {
            self = .characters
        } else if name + 1 < line.count, line[name] == ASCII.exclamation, ASCII.isLetter(line[name + 1]) {
            self = .declaration
        } else if let kind = Self.namedKind(line, at: name) {
            self = kind
        } else if !interruptsParagraph, Self.isWholeTag(line, from: cursor.nonspace) {
            self = .wholeTag
        } else {
            return nil
        }
    }

    /// Whether a line of the block is its last.
    func ends(with line: some Sequence<UInt8>) -> Bool {
        switch self {
        case .rawText:
            Self.contains(line, "</script>") || Self.contains(line, "</pre>") || Self.contains(line, "</style>")
                || Self.contains(line, "</textarea>")
        case .comment: Self.contains(line, "-->")
        case .instruction: Self.contains(line, "?>")
        case .declaration: Self.contains(line, ">")
        case .characters: Self.contains(line, "]]>")
        case .blockElement, .wholeTag: false
        }
    }

    private static func namedKind(_ line: UnsafeBufferPointer<UInt8>, at start: Int) -> HTMLBlockKind? {
        let isEndTag = start < line.count && line[start] == ASCII.slash
        let nameStart = isEndTag ? start + 1 : start
        var end = nameStart
        while end < line.count, ASCII.isLetter(line[end]) || ASCII.isDigit(line[end]) { end += 1 }
        guard end > nameStart else { return nil }
        let name = UnsafeBufferPointer(rebasing: line[nameStart..<end])
        let next = end < line.count ? line[end] : ASCII.space
        let isDelimited = ASCII.isBlank(next) || next == ASCII.greater
        if !isEndTag, isDelimited, isListed(name, in: " script pre style textarea ") { return .rawText }
        let closesItself = next == ASCII.slash && end + 1 < line.count && line[end + 1] == ASCII.greater
        guard isDelimited || closesItself, isListed(name, in: blockElements) else { return nil }
        return .blockElement
    }

    private static let blockElements: StaticString = """
         address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl \
        dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li \
        link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th \
        thead title tr track ul 
        """

    /// Whether a name, in any case, stands in a list of names with spaces around.
    private static func isListed(_ name: UnsafeBufferPointer<UInt8>, in list: StaticString) -> Bool {
        list.withUTF8Buffer { list in
            var start = 0
            for at in 1..<max(1, list.count) where list[at] == ASCII.space {
                let entry = list[(start + 1)..<at]
                if entry.count == name.count, entry.elementsEqual(name.lazy.map(ASCII.lowercased)) { return true }
                start = at
            }
            return false
        }
    }

    private static func isWholeTag(_ line: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        var syntax = HTMLSyntax()
        guard case .found(let end) = syntax.reach(line, start, line.count) else { return false }
        return line[end...].allSatisfy(ASCII.isBlank)
    }

    private static func starts(_ line: UnsafeBufferPointer<UInt8>, at start: Int, with text: StaticString) -> Bool {
        guard start <= line.count else { return false }
        return text.withUTF8Buffer { line[start...].starts(with: $0) }
    }

    private static func contains(_ line: some Sequence<UInt8>, _ text: StaticString) -> Bool {
        text.withUTF8Buffer { text in
            // No text here begins again within itself but `-->` and `]]>`, whose first two bytes are alike.
            var matched = 0
            for byte in line {
                let byte = ASCII.lowercased(byte)
                if byte == text[matched] {
                    matched += 1
                    if matched == text.count { return true }
                } else if !(matched == 2 && byte == text[1] && text[0] == text[1]) {
                    matched = byte == text[0] ? 1 : 0
                }
            }
            return false
        }
    }
}
