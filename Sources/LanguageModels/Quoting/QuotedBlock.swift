/// What is quoted of one excerpt, written out.
struct QuotedBlock {
    private let rated: RatedExcerpt
    private let lead: String
    private let focus: QuestionFocus
    private let phrases: QuotationPhrases

    /// - Parameter previous: What was quoted before it; another document's excerpt names its title.
    init(_ rated: RatedExcerpt, after previous: RatedExcerpt?, focus: QuestionFocus, phrases: QuotationPhrases) {
        self.rated = rated
        self.focus = focus
        self.phrases = phrases
        lead = Self.lead(rated, isNewDocument: previous.map { !$0.isOfSameDocument(as: rated) } ?? false)
    }

    /// Paragraphs of at most `limit` characters with what parts them; none when nothing whole fits.
    func paragraphs(limit: Int) -> [String] {
        let citation = " [\(rated.excerpt.number)]"
        let marks = (citation.count + 4) * (rated.units.map(\.paragraph).max().map { $0 + 1 } ?? 1)
        let room = limit - lead.count - marks
        let (units, isShortened) = UnitChoice.choice(of: rated.units, focus: focus, limit: room)
        var paragraphs: [String] = []
        var lead = lead
        for group in Self.paragraphs(of: units) {
            if let list = group.first, list.isList {
                let introduction = [lead, list.text].filter { !$0.isEmpty }.joined(separator: " ")
                let first = introduction.isEmpty ? [] : [introduction + citation]
                let items = list.items.map { "- " + $0 }
                let end = introduction.isEmpty ? items.dropLast() + items.suffix(1).map { $0 + citation } : items[...]
                let more = isShortened ? ["- " + phrases.more] : []
                paragraphs.append((first + end + more).joined(separator: "\n"))
            } else {
                let sentences = group.map(\.text)
                paragraphs.append(([lead] + sentences).filter { !$0.isEmpty }.joined(separator: " ") + citation)
            }
            lead = ""
        }
        return paragraphs
    }

    /// Units that stood in one paragraph are one again; every list is its own.
    private static func paragraphs(of units: [QuotedUnit]) -> [[QuotedUnit]] {
        var groups: [[QuotedUnit]] = []
        for unit in units {
            if let last = groups.last?.last, !last.isList, !unit.isList, last.paragraph == unit.paragraph {
                groups[groups.count - 1].append(unit)
            } else {
                groups.append([unit])
            }
        }
        return groups
    }

    /// The last heading as words that lead over to what stands below it: "Gebühren:".
    private static func lead(_ rated: RatedExcerpt, isNewDocument: Bool) -> String {
        let title = SourceList.shortened(rated.excerpt.title)
        let heading = rated.headingIsTitle ? nil : rated.excerpt.heading.split(separator: " › ").last.map(String.init)
        guard let heading, heading.count <= 120, let end = heading.last else { return isNewDocument ? title + ":" : "" }
        if isNewDocument { return "\(heading) (\(title)):" }
        return ".?!:".contains(end) ? heading : heading + ":"
    }
}
