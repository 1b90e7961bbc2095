/// Reads an excerpt's text into what can be quoted of it.
///
/// Lines that begin with a list mark or are rows of a Markdown table are items; other lines without an empty one
/// between them are a paragraph. Table rules, navigation lines and beginnings or ends of sentences that the cutting
/// of passages left behind are dropped.
struct QuotedUnits {
    private(set) var units: [QuotedUnit] = []
    private var paragraph: [String] = []
    private var paragraphs = 0
    private var isInList = false

    /// The units of a text, in its order.
    static func units(of text: String) -> [QuotedUnit] {
        var reader = QuotedUnits()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            reader.read(collapsed(line))
        }
        reader.flush()
        return reader.units
    }

    private mutating func read(_ line: String) {
        if line.isEmpty {
            flush()
        } else if let item = Self.item(line) {
            append(item)
        } else if line.contains("|") {
            if let row = Self.tableRow(line) {
                append(row)
            } else if !paragraph.isEmpty {
                flush()
            }
        } else if line.hasPrefix("#") {
            flush()
            paragraph = [String(line.drop { $0 == "#" || $0 == " " }) + ":"]
        } else {
            isInList = false
            paragraph.append(line)
        }
    }

    private mutating func append(_ item: String) {
        let wasParagraph = !paragraph.isEmpty
        flush(keepingList: true)
        let item = Self.withoutEmptyCells(item)
        guard !item.isEmpty else { return }
        if isInList, !wasParagraph {
            units[units.count - 1].items.append(item)
            return
        }
        isInList = true
        if wasParagraph, let last = units.last, !last.isList, !SentenceSplit.isClosed(last.text) {
            units[units.count - 1].items = [item]
            units[units.count - 1].paragraph = paragraphs
        } else {
            units.append(QuotedUnit(text: "", items: [item], paragraph: paragraphs))
        }
        paragraphs += 1
        leadOverFromQuestion()
    }

    /// A question that a list answers stands in the list's introduction.
    private mutating func leadOverFromQuestion() {
        guard let list = units.popLast() else { return }
        var introduction = [list.text]
        while let question = units.last, question.asks {
            introduction.insert(question.text, at: 0)
            units.removeLast()
        }
        let text = introduction.filter { !$0.isEmpty }.joined(separator: " ")
        units.append(QuotedUnit(text: text, items: list.items, paragraph: list.paragraph))
    }

    private mutating func flush(keepingList: Bool = false) {
        if !keepingList { isInList = false }
        defer { paragraph = [] }
        let sentences = SentenceSplit.sentences(of: paragraph.joined(separator: " ")[...])
        for (index, sentence) in sentences.enumerated() {
            let isLast = index == sentences.count - 1
            if index == 0, sentence.first?.isLowercase ?? false, !Self.isAddress(sentence) { continue }
            if isLast, !keepingList, !SentenceSplit.isClosed(sentence), !Self.isAddress(sentence) { continue }
            units.append(QuotedUnit(text: sentence, paragraph: paragraphs))
        }
        guard !sentences.isEmpty else { return }
        paragraphs += 1
        if let last = units.indices.last, units[last].asks { units[last].paragraph = paragraphs }
    }

    /// A line that ends without a mark and is still whole: it holds a number or an address.
    private static func isAddress(_ text: String) -> Bool {
        (text.contains(where: \.isNumber) || text.contains("@") || text.contains("://")) && text.count <= 300
            && !text.hasSuffix(":")
    }

    private static func item(_ line: String) -> String? {
        for mark in ["- ", "* ", "• ", "– ", "+ "] where line.hasPrefix(mark) {
            return String(line.dropFirst(mark.count))
        }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let rest = line.dropFirst(digits.count)
        guard 1...2 ~= digits.count, rest.hasPrefix(". ") || rest.hasPrefix(") ") else { return nil }
        return String(rest.dropFirst(2))
    }

    /// "Passport: 70 euros; 10 years" of a row; nothing of a rule or of a line of links.
    private static func tableRow(_ line: String) -> String? {
        let cells = line.split(separator: "|").map { collapsed($0) }.filter { !$0.isEmpty }
        let isRule = cells.allSatisfy { $0.allSatisfy { "-: ".contains($0) } }
        guard !isRule, let first = cells.first, line.contains(where: \.isNumber) else { return nil }
        return cells.count == 1 ? first : first + ": " + cells.dropFirst().joined(separator: "; ")
    }

    /// A row without the cells that hold only a dash: "Gebühr 37 Euro; Gültigkeit –" is "Gebühr 37 Euro".
    private static func withoutEmptyCells(_ item: String) -> String {
        let cells = item.split(separator: ";").map { collapsed($0) }
        guard cells.contains(where: isEmptyCell) else { return item }
        return cells.filter { !isEmptyCell($0) }.joined(separator: "; ")
    }

    private static func isEmptyCell(_ cell: String) -> Bool {
        [" –", " -", " —"].contains { cell.hasSuffix($0) } || ["–", "-", "—"].contains(cell)
    }

    private static func collapsed(_ text: Substring) -> String {
        text.filter { $0 != FoldedText.softHyphen }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
