/// Reads an excerpt's text into blocks: paragraphs parted by empty lines, items in lines that begin with `- `.
///
/// An excerpt may have been cut out of a longer text. What is visibly only a part of a sentence is left out: a
/// beginning in lower case, an end without a mark of punctuation, an announcement of a list that is not there.
enum ExcerptReader {
    static func blocks(of text: String) -> [QuotedBlock] {
        var blocks: [QuotedBlock] = []
        var lines: [Substring] = []
        var items: [String] = []
        func endItems() {
            guard !items.isEmpty else { return }
            blocks.append(list(items, after: &blocks))
            items = []
        }
        func endParagraph() {
            if !lines.isEmpty {
                endItems()
                let sentences = Sentences.split(joined(lines))
                if !sentences.isEmpty { blocks.append(.paragraph(sentences)) }
            }
            lines = []
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = trimmed(line)
            if let item = item(line) {
                endParagraph()
                items.append(item)
            } else if line.isEmpty {
                endParagraph()
            } else {
                lines.append(line)
            }
        }
        endParagraph()
        endItems()
        return blocks.compactMap(whole)
    }

    /// Joins items with the paragraph before them when that ends in a colon.
    private static func list(_ items: [String], after blocks: inout [QuotedBlock]) -> QuotedBlock {
        guard case .paragraph(var sentences)? = blocks.last, let lead = sentences.last, lead.hasSuffix(":") else {
            return .list(lead: nil, items: items)
        }
        blocks.removeLast()
        sentences.removeLast()
        if !sentences.isEmpty { blocks.append(.paragraph(sentences)) }
        return .list(lead: lead, items: items)
    }

    private static func item(_ line: Substring) -> String? {
        guard let mark = line.first, "-*•".contains(mark), line.dropFirst().first == " " else { return nil }
        let text = trimmed(line.dropFirst(2))
        return text.isEmpty ? nil : String(text)
    }

    /// The block without what is only a part; `nil` when nothing is left.
    private static func whole(_ block: QuotedBlock) -> QuotedBlock? {
        guard case .paragraph(var sentences) = block else { return block }
        if let first = sentences.first, first.first?.isLowercase ?? false, sentences.count > 1 || !isLine(first) {
            sentences.removeFirst()
        }
        if let last = sentences.last, !Sentences.isWhole(last), !isLine(last) { sentences.removeLast() }
        return sentences.isEmpty ? nil : .paragraph(sentences)
    }

    /// Whether text without an end is a line of an address or a contact rather than a part of a sentence.
    private static func isLine(_ text: String) -> Bool {
        !text.hasSuffix(":") && !text.contains("|") && text.contains { $0.isNumber || $0 == "@" }
    }

    private static func joined(_ lines: [Substring]) -> String {
        var text = ""
        for line in lines {
            if !text.isEmpty { text += " " }
            text += line
        }
        return text
    }

    private static func trimmed(_ text: Substring) -> Substring {
        text.drop(while: \.isWhitespace).dropLast(while: \.isWhitespace)
    }
}
