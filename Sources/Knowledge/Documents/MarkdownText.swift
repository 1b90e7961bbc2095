/// Reads Markdown line by line into an outline.
///
/// It knows what matters for finding and quoting: headings of both kinds, paragraphs, lists, tables, quotes, code
/// and HTML comments. It never fails: a line that means nothing special is text.
struct MarkdownText {
    private var outline = DocumentOutline()
    private var paragraph: [Substring] = []
    private var item: [Substring]?
    private var table: [[String]] = []
    private var tableHasHeader = false
    private var fence: (mark: Character, length: Int)?
    private var isInComment = false

    /// The outline of a text, its front matter included.
    static func outline(of text: String) -> DocumentOutline {
        let (frontMatter, body) = FrontMatter.split(text)
        var reader = MarkdownText()
        reader.outline.frontMatter = frontMatter
        var lines = LineReader(body)
        while let line = lines.next() {
            reader.read(line)
        }
        reader.flush()
        return reader.outline
    }

    private mutating func read(_ line: Substring) {
        if let fence {
            readInsideFence(line, fence)
            return
        }
        guard let line = withoutComments(line) else { return }
        let content = Self.withoutQuoteMarks(line)
        if content.isEmpty {
            flush()
        } else if let opening = Self.fenceOpening(content) {
            flush()
            fence = opening
        } else if !Self.isIndentedCode(line), let (level, text) = Self.atxHeading(content) {
            flush()
            append(.heading(level: level, text: InlineText.plain(markdown: text)))
        } else {
            readText(content)
        }
    }

    /// What of the line is outside of comments that begin a line; `nil` when a comment is all there is.
    private mutating func withoutComments(_ line: Substring) -> Substring? {
        var rest = line
        while true {
            if isInComment {
                guard let end = rest.firstRange(of: "-->") else { return nil }
                isInComment = false
                rest = rest[end.upperBound...]
                if rest.allSatisfy(\.isWhitespace) { return nil }
            }
            guard rest.drop(while: { $0 == " " }).hasPrefix("<!--") else { return rest }
            flush()
            isInComment = true
        }
    }

    private mutating func readInsideFence(_ line: Substring, _ open: (mark: Character, length: Int)) {
        let content = Self.withoutQuoteMarks(line)
        let run = content.prefix { $0 == open.mark }
        if run.count >= open.length, content.dropFirst(run.count).allSatisfy(\.isWhitespace) {
            append(.paragraph(paragraph.map(String.init).joined(separator: "\n")))
            paragraph = []
            fence = nil
        } else {
            paragraph.append(line)
        }
    }

    private mutating func readText(_ content: Substring) {
        if let level = Self.setextLevel(content), item == nil, !paragraph.isEmpty {
            let text = paragraph.joined(separator: " ")
            paragraph = []
            append(.heading(level: level, text: InlineText.plain(markdown: text)))
        } else if Self.isRule(content) || Self.isLinkDefinition(content) {
            flush()
        } else if let text = Self.listItem(content) {
            flush()
            item = [text]
        } else if content.hasPrefix("|") || (!table.isEmpty && content.contains("|")) {
            readTableRow(content)
        } else if item != nil {
            flushTable()
            item?.append(content)
        } else {
            flushTable()
            paragraph.append(content)
        }
    }

    private mutating func readTableRow(_ content: Substring) {
        if table.isEmpty { flush() }
        let cells = Self.tableCells(content)
        let isDelimiter = cells.allSatisfy { cell in
            !cell.isEmpty && cell.contains("-") && cell.allSatisfy { $0 == "-" || $0 == ":" || $0 == " " }
        }
        if isDelimiter {
            tableHasHeader = table.count == 1
        } else {
            table.append(cells.map { InlineText.plain(markdown: $0) })
        }
    }

    private mutating func flushTable() {
        guard !table.isEmpty else { return }
        let rows = tableHasHeader ? Array(table.dropFirst()) : table
        for line in TableText.lines(header: tableHasHeader ? table.first : nil, rows: rows) {
            outline.blocks.append(.item(line))
        }
        table = []
        tableHasHeader = false
    }

    private mutating func flush() {
        flushTable()
        if let lines = item {
            append(.item(InlineText.plain(markdown: lines.joined(separator: " "))))
            item = nil
        }
        if !paragraph.isEmpty {
            append(.paragraph(InlineText.plain(markdown: paragraph.joined(separator: " "))))
            paragraph = []
        }
    }

    private mutating func append(_ block: DocumentOutline.Block) {
        switch block {
        case .heading(let level, let text):
            if level == 1, outline.title == nil, !text.isEmpty { outline.title = text }
            if !text.isEmpty { outline.blocks.append(block) }
        case .paragraph(let text), .item(let text):
            if !text.isEmpty { outline.blocks.append(block) }
        }
    }
}
