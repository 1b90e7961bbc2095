/// What single lines of Markdown are, after CommonMark 0.31 and GitHub's tables.
extension MarkdownText {
    /// The line without indentation and without the marks of quotes.
    static func withoutQuoteMarks(_ line: Substring) -> Substring {
        line.drop { $0 == " " || $0 == "\t" || $0 == ">" }
    }

    static func isIndentedCode(_ line: Substring) -> Bool {
        line.hasPrefix("    ") || line.hasPrefix("\t")
    }

    static func atxHeading(_ content: Substring) -> (level: Int, text: Substring)? {
        let level = content.prefix { $0 == "#" }.count
        let rest = content.dropFirst(level)
        guard (1...6).contains(level), rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
        var text = rest.drop { $0.isWhitespace }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        var bare = text
        while bare.last == "#" { bare.removeLast() }
        if bare.isEmpty || bare.last?.isWhitespace ?? false { text = bare }
        return (level, text)
    }

    static func setextLevel(_ content: Substring) -> Int? {
        guard let mark = content.first, mark == "=" || mark == "-" else { return nil }
        guard content.drop(while: { $0 == mark }).allSatisfy(\.isWhitespace) else { return nil }
        return mark == "=" ? 1 : 2
    }

    static func fenceOpening(_ content: Substring) -> (mark: Character, length: Int)? {
        guard let mark = content.first, mark == "`" || mark == "~" else { return nil }
        let length = content.prefix { $0 == mark }.count
        guard length >= 3, mark == "~" || !content.dropFirst(length).contains("`") else { return nil }
        return (mark, length)
    }

    static func isRule(_ content: Substring) -> Bool {
        guard let mark = content.first, mark == "-" || mark == "*" || mark == "_" else { return false }
        let marks = content.filter { !$0.isWhitespace }
        return marks.count >= 3 && marks.allSatisfy { $0 == mark }
    }

    static func isLinkDefinition(_ content: Substring) -> Bool {
        guard content.hasPrefix("["), let end = content.firstIndex(of: "]") else { return false }
        let rest = content[content.index(after: end)...]
        return rest.hasPrefix(": ") && end > content.index(after: content.startIndex)
    }

    /// The text of a bullet or numbered item; a task's box goes.
    static func listItem(_ content: Substring) -> Substring? {
        var rest: Substring
        if let mark = content.first, mark == "-" || mark == "*" || mark == "+" {
            rest = content.dropFirst()
        } else {
            let digits = content.prefix { ("0"..."9").contains($0) }.count
            rest = content.dropFirst(digits)
            guard (1...9).contains(digits), let mark = rest.first, mark == "." || mark == ")" else { return nil }
            rest = rest.dropFirst()
        }
        guard rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
        rest = rest.drop { $0 == " " || $0 == "\t" }
        for box in ["[ ] ", "[x] ", "[X] "] where rest.hasPrefix(box) {
            return rest.dropFirst(box.count)
        }
        return rest
    }

    /// The cells between the bars; an escaped bar is text.
    static func tableCells(_ content: Substring) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isEscaped = false
        for character in content {
            if character == "|", !isEscaped {
                cells.append(cell)
                cell = ""
            } else {
                cell.append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        cells.append(cell)
        if content.hasPrefix("|") { cells.removeFirst() }
        if cells.last?.allSatisfy(\.isWhitespace) ?? false { cells.removeLast() }
        return cells.map { InlineText.collapsed($0) }
    }
}
