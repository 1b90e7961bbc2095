/// An answer made of quotations: the sentences and lists of a prompt's excerpts that answer its question best.
///
/// The best excerpt comes first and gives the most; up to two more add what it does not tell. Whole sentences and lists
/// only, word for word, each with the number of its excerpt; the sources stand at the end.
struct Quotation {
    /// No answer is longer.
    static let maximumCharacters = 1800
    /// Excerpts that are cited at most.
    static let maximumSources = 3
    /// Below this share of the question's words, nothing is quoted as an answer.
    private static let enoughCoverage = 0.4
    /// The same, where the first two excerpts agree on the document: its words may be other than the question's.
    private static let enoughWhenSure = 0.15

    let text: String

    init(_ prompt: Prompt) {
        let phrases = QuotationPhrases.inLanguage(prompt.language)
        let focus = QuestionFocus(prompt.question)
        let rated = prompt.excerpts.enumerated()
            .map {
                RatedExcerpt(
                    $1, rank: $0, first: prompt.excerpts.first, focus: focus, language: prompt.language)
            }
            .filter { !$0.units.isEmpty }
            .sorted { ($0.score, $1.excerpt.number) > ($1.score, $0.excerpt.number) }
        let isSure = prompt.excerpts.count > 1 && SourceList(Array(prompt.excerpts.prefix(2))).lines.count == 1
        if let best = rated.first, best.coverage >= (isSure ? Self.enoughWhenSure : Self.enoughCoverage),
            let answer = Self.answer(from: Self.chosen(from: rated, focus: focus), focus: focus, phrases: phrases)
        {
            text = answer
        } else {
            let first = isSure ? prompt.excerpts.first : nil
            text = Self.pages(rated.filter { $0.coverage > 0 || $0.excerpt == first }, phrases: phrases)
        }
    }

    // MARK: Choosing excerpts

    /// The best excerpt, others that tell the same of the matter, and where to ask.
    private static func chosen(from rated: [RatedExcerpt], focus: QuestionFocus) -> [RatedExcerpt] {
        guard let best = rated.first else { return [] }
        var chosen = [best]
        for other in rated.dropFirst() where chosen.count < maximumSources && adds(other, to: best, focus: focus) {
            chosen.append(other)
        }
        if chosen.count < maximumSources, !chosen.contains(where: \.tellsContact),
            let contact = rated.first(where: { $0.isOfSameDocument(as: best) && $0.tellsContact })
        {
            chosen.append(contact)
        }
        return chosen
    }

    private static func adds(_ other: RatedExcerpt, to best: RatedExcerpt, focus: QuestionFocus) -> Bool {
        guard other.isInOtherLanguage == best.isInOtherLanguage else { return false }
        guard other.coverage >= 0.8 * best.coverage else { return false }
        guard focus.aspects.isEmpty || other.tellsAspect || !best.tellsAspect else { return false }
        guard other.ownCoverage > 0, other.ownCoverage >= 0.7 * best.ownCoverage else { return false }
        return other.isOfSameDocument(as: best) || other.titleCoverage >= max(best.titleCoverage, 0.5)
    }

    // MARK: Writing

    private static func answer(
        from excerpts: [RatedExcerpt], focus: QuestionFocus, phrases: QuotationPhrases
    ) -> String? {
        guard let best = excerpts.first else { return nil }
        var opening = phrases.quoting
        if best.isInOtherLanguage { opening = phrases.otherLanguage + " " + opening }
        var quoted: [RatedExcerpt] = []
        var paragraphs: [String] = []
        for excerpt in excerpts {
            let sources = SourceList(quoted.map(\.excerpt) + [excerpt.excerpt]).text(heading: phrases.sources)
            let used = ([opening] + paragraphs + [sources]).reduce(0) { $0 + $1.count + 2 }
            let share = quoted.isEmpty ? maximumCharacters : excerpt.isOfSameDocument(as: best) ? 1000 : 400
            let block = QuotedBlock(excerpt, after: quoted.last, focus: focus, phrases: phrases)
            let text = block.paragraphs(limit: min(maximumCharacters - used, share))
            guard !text.isEmpty else { continue }
            quoted.append(excerpt)
            paragraphs += text
        }
        guard !quoted.isEmpty else { return nil }
        let sources = SourceList(quoted.map(\.excerpt)).text(heading: phrases.sources)
        return ([opening] + paragraphs + [sources]).joined(separator: "\n\n")
    }

    /// Where to look and what to do when nothing answers the question.
    private static func pages(_ rated: [RatedExcerpt], phrases: QuotationPhrases) -> String {
        var lines: [String] = []
        var room = maximumCharacters - phrases.unsure.count - phrases.whatNow.count - 4
        for line in SourceList(rated.prefix(maximumSources).map(\.excerpt)).lines where line.count + 3 <= room {
            lines.append("- " + line)
            room -= line.count + 3
        }
        if lines.isEmpty { return phrases.nothing + "\n\n" + phrases.whatNow }
        return phrases.unsure + "\n" + lines.joined(separator: "\n") + "\n\n" + phrases.whatNow
    }
}
