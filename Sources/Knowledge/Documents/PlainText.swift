/// Reads plain text into an outline: paragraphs are parted by empty lines, `-`, `*` and `•` begin items.
///
/// A short line that stands alone and ends no sentence is a heading; the first one is the title. Lines of columns,
/// parted by three spaces or more, are items of their own.
struct PlainText {
    private var outline = DocumentOutline()
    private var paragraph: [String] = []

    /// The outline of a text, its front matter included.
    static func outline(of text: String) -> DocumentOutline {
        let (frontMatter, body) = FrontMatter.split(text)
        var reader = PlainText()
        reader.outline.frontMatter = frontMatter
        var lines = LineReader(body)
        while let line = lines.next() {
            reader.read(line)
        }
        reader.flush()
        return reader.outline
    }

    private mutating func read(_ line: Substring) {
        let content = InlineText.collapsed(line)
        if content.isEmpty || Self.isRule(content) {
            flush()
        } else if let item = Self.item(content) {
            flush()
            outline.blocks.append(.item(item))
        } else if let columns = Self.columns(line) {
            flush()
            outline.blocks.append(.item(columns))
        } else if line.first?.isWhitespace ?? false, paragraph.isEmpty, case .item(let item)? = outline.blocks.last {
            outline.blocks[outline.blocks.count - 1] = .item(item + " " + content)
        } else {
            paragraph.append(content)
        }
    }

    private mutating func flush() {
        guard !paragraph.isEmpty else { return }
        let text = paragraph.joined(separator: " ")
        if paragraph.count == 1, Self.isHeading(text) {
            let isTitle = outline.title == nil && outline.blocks.isEmpty
            if isTitle { outline.title = text }
            outline.blocks.append(.heading(level: isTitle ? 1 : 2, text: text))
        } else {
            outline.blocks.append(.paragraph(text))
        }
        paragraph = []
    }

    private static func isHeading(_ text: String) -> Bool {
        text.utf8.count <= 80 && !(text.last.map { ".!?;,".contains($0) } ?? true)
    }

    private static func isRule(_ content: String) -> Bool {
        content.utf8.count >= 3 && content.utf8.allSatisfy { "-=_*~".utf8.contains($0) }
    }

    private static func item(_ content: String) -> String? {
        for mark in ["- ", "* ", "• ", "– "] where content.hasPrefix(mark) {
            return InlineText.collapsed(content.dropFirst(mark.count))
        }
        return nil
    }

    /// The first column, then the others: "Osterlauk: Fr, 20. März; 14.00 Uhr".
    private static func columns(_ line: Substring) -> String? {
        let cells = line.split(separator: "   ").map { InlineText.collapsed($0) }.filter { !$0.isEmpty }
        return cells.count > 1 ? TableText.lines(header: nil, rows: [cells]).first : nil
    }
}
