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
        let folded = FoldedText(text)
        let foldedHeading = FoldedText(excerpt.heading)
        let words = folded.words
        let own = focus.likeness(to: foldedHeading.words + words)
        let title = focus.likeness(to: FoldedText(excerpt.title).words)
        coverage = focus.coverage(zip(own, title).map { max($0, $1) })
        ownCoverage = focus.coverage(own)
        titleCoverage = focus.coverage(title)
        headingIsTitle = Self.repeats(excerpt.title, heading: excerpt.heading.split(separator: " › ").last ?? "")
        tellsAspect = focus.aspects.contains {
            $0.isTold(in: folded) || ($0 == .papers && $0.isTold(in: foldedHeading))
        }
        tellsContact = QuestionAspect.contact.isTold(in: folded)
        isInOtherLanguage = Self.isGerman(words).map { $0 != language.lowercased().hasPrefix("de") } ?? false

        var score = coverage + 0.4 * ownCoverage + 0.5 * titleCoverage + 0.25 / Double(rank + 1)
        if excerpt.title == first?.title, excerpt.url == first?.url { score += 0.35 }
        if tellsAspect { score += 0.5 }
        if focus.aspects.contains(where: { $0.isAsked(by: foldedHeading) }) { score += 0.3 }
        if headingIsTitle { score += focus.aspects.isEmpty ? 0.4 : 0.2 }
        if focus.aspects.isEmpty, tellsContact, text.utf8.count < 250 { score -= 0.6 }
        if isInOtherLanguage { score -= 0.8 }
        self.score = score
    }

    func isOfSameDocument(as other: RatedExcerpt) -> Bool {
        excerpt.title == other.excerpt.title && excerpt.url == other.excerpt.url
    }

    private static func repeats(_ title: String, heading: Substring) -> Bool {
        let title = FoldedText(title).words
        return FoldedText(heading).words.allSatisfy { word in title.contains { $0.stem.elementsEqual(word.stem) } }
    }

    /// Whether words are German rather than English, by the small ones among them; `nil` when there are too few.
    private static func isGerman(_ words: [FoldedWord]) -> Bool? {
        var german = 0
        var english = 0
        for word in words where word.word.count <= 5 {
            if germanMarks.contains(word.word) { german += 1 }
            if englishMarks.contains(word.word) { english += 1 }
        }
        return german == english ? nil : german > english
    }

    private static let germanMarks = marks("der die das und ist sie ein eine mit für bei oder nicht den dem")
    private static let englishMarks = marks("the and is you of a to for with or at by your not it")

    private static func marks(_ words: String) -> Set<[UInt8]> {
        Set(FoldedText(words).words.map(\.word))
    }
}
