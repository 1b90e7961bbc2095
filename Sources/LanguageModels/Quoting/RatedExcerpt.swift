/// An excerpt with how well it answers a question.
struct RatedExcerpt {
    let excerpt: Prompt.Excerpt
    let units: [QuotedUnit]
    /// How much of the question's words is in title, heading and text together, from 0 to 1.
    let coverage: Double
    /// How much of them is in heading and text.
    let ownCoverage: Double
    /// How much of them is in the title.
    let titleCoverage: Double
    /// Whether it tells what the question asks to know, such as a fee.
    let tellsAspect: Bool
    let tellsContact: Bool
    /// Whether it stands above the first heading that says more than the title does.
    let headingIsTitle: Bool
    let isInOtherLanguage: Bool
    /// Orders the excerpts of one prompt.
    let score: Double

    /// - Parameters:
    ///   - rank: The place of the excerpt among those of the prompt, from 0.
    ///   - first: The prompt's first excerpt; whoever found them is surest of its document.
    init(_ excerpt: Prompt.Excerpt, rank: Int, first: Prompt.Excerpt?, focus: QuestionFocus, language: String) {
        self.excerpt = excerpt
        units = QuotedUnits.units(of: excerpt.text)
        let text = units.map(\.wholeText).joined(separator: "\n")
        let own = focus.likeness(to: FoldedWord.words(in: excerpt.heading + "\n" + text))
        let title = focus.likeness(to: FoldedWord.words(in: excerpt.title))
        coverage = focus.coverage(zip(own, title).map { max($0, $1) })
        ownCoverage = focus.coverage(own)
        titleCoverage = focus.coverage(title)
        headingIsTitle = Self.repeats(excerpt.title, heading: excerpt.heading.split(separator: " › ").last ?? "")
        let folded = FoldedWord.folded(text)
        let foldedHeading = FoldedWord.folded(excerpt.heading)
        tellsAspect = focus.aspects.contains {
            $0.isTold(in: folded) || ($0 == .papers && $0.isTold(in: foldedHeading))
        }
        tellsContact = QuestionAspect.contact.isTold(in: folded)
        isInOtherLanguage = Self.isGerman(text).map { $0 != language.lowercased().hasPrefix("de") } ?? false

        var score = coverage + 0.4 * ownCoverage + 0.5 * titleCoverage + 0.25 / Double(rank + 1)
        if excerpt.title == first?.title, excerpt.url == first?.url { score += 0.35 }
        if tellsAspect { score += 0.5 }
        if focus.aspects.contains(where: { $0.isAsked(by: foldedHeading) }) { score += 0.3 }
        if focus.aspects.isEmpty {
            if headingIsTitle { score += 0.4 }
            if tellsContact, text.utf8.count < 250 { score -= 0.6 }
        }
        if isInOtherLanguage { score -= 0.8 }
        self.score = score
    }

    func isOfSameDocument(as other: RatedExcerpt) -> Bool {
        excerpt.title == other.excerpt.title && excerpt.url == other.excerpt.url
    }

    private static func repeats(_ title: String, heading: Substring) -> Bool {
        let title = FoldedWord.words(in: title)
        return FoldedWord.words(in: String(heading)).allSatisfy { word in title.contains { $0.stem == word.stem } }
    }

    /// Whether a text is German rather than English, by its small words; `nil` when it has too few.
    private static func isGerman(_ text: String) -> Bool? {
        var german = 0
        var english = 0
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
            switch word {
            case "der", "die", "das", "und", "ist", "sie", "ein", "eine", "mit", "für", "bei", "oder", "nicht", "den",
                "dem":
                german += 1
            case "the", "and", "is", "you", "of", "a", "to", "for", "with", "or", "at", "by", "your", "not", "it":
                english += 1
            default: break
            }
        }
        return german == english ? nil : german > english
    }
}
