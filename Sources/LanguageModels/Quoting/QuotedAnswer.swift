/// The text of an answer that quotes.
struct QuotedAnswer {
    /// The whole answer, in Markdown that also reads well as plain text.
    let text: String

    init(_ prompt: Prompt) {
        let phrases = QuotingPhrases(language: prompt.language)
        let quotations = QuotationSelection.chosen(
            from: QuotationScoring(question: prompt.question).quotations(of: prompt.excerpts))
        if quotations.isEmpty {
            text = phrases.nothingFound
        } else {
            let parts = [phrases.introduction] + Self.body(quotations) + [Self.sources(quotations, phrases)]
            text = parts.joined(separator: "\n\n")
        }
    }

    /// Each part under its heading, with the number of its source.
    private static func body(_ quotations: [Quotation]) -> [String] {
        let isOneDocument = Set(quotations.map(\.excerpt.number)).count == 1
        var parts: [String] = []
        var last: String?
        for quotation in quotations {
            let heading = heading(of: quotation.excerpt, isOneDocument: isOneDocument)
            if heading != last { parts.append(heading) }
            last = heading
            parts += quotation.blocks.map(\.text)
        }
        return parts
    }

    private static func heading(of excerpt: Prompt.Excerpt, isOneDocument: Bool) -> String {
        let section = oneLine(excerpt.lastHeading)
        let title = oneLine(excerpt.title)
        let text = excerpt.isIntroduction ? title : isOneDocument ? section : "\(title) – \(section)"
        return "**\(text)** [\(excerpt.number)]"
    }

    private static func sources(_ quotations: [Quotation], _ phrases: QuotingPhrases) -> String {
        var seen: Set<Int> = []
        let excerpts = quotations.map(\.excerpt).filter { seen.insert($0.number).inserted }
        let lines = excerpts.sorted { $0.number < $1.number }.map { excerpt in
            "[\(excerpt.number)] \(oneLine(excerpt.title))" + (excerpt.url.map { " – \($0)" } ?? "")
        }
        return ([phrases.sources] + lines).joined(separator: "\n")
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
