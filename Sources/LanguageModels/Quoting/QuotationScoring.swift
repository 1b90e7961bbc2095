/// Says how well sections answer a question.
struct QuotationScoring {
    private static let headingWeight = 0.8
    private static let titleWeight = 0.3
    private static let intentWeight = 0.5
    /// What the document found first is ahead of the others; the search knows synonyms that words do not show.
    private static let documentLead = [1.2, 0.5, 0.25]
    /// What a topic's first section is ahead when only the topic was named, or how something is done.
    private static let introductionLead = 0.6
    private static let contactLag = 0.6

    private let terms: QuestionTerms
    private let intents: [QuestionIntent]

    init(question: String) {
        terms = QuestionTerms(question)
        intents = QuestionIntent.intents(of: question)
    }

    /// The sections that have something to quote, in the order of the excerpts.
    func quotations(of excerpts: [Prompt.Excerpt]) -> [Quotation] {
        let sections = excerpts.map { (excerpt: $0, blocks: ExcerptReader.blocks(of: $0.text)) }
        let matches = sections.map { $0.blocks.map { terms.matches(in: $0.text) } }
        let weights = weights(of: matches.flatMap { $0 })
        var documents: [Int] = []
        return zip(sections, matches).compactMap { section, matches in
            if !documents.contains(section.excerpt.number) { documents.append(section.excerpt.number) }
            guard !section.blocks.isEmpty else { return nil }
            let rank = documents.firstIndex(of: section.excerpt.number) ?? 0
            let lead = rank < Self.documentLead.count ? Self.documentLead[rank] : 0
            let scores = zip(section.blocks, matches).map { block, matches in
                lead + score(block, of: section.excerpt, matches, weights)
            }
            return Quotation(excerpt: section.excerpt, blocks: section.blocks, scores: scores)
        }
    }

    /// Words that stand in few blocks say more about a block.
    private func weights(of matches: [[Double]]) -> [Double] {
        terms.stems.indices.map { term in
            let found = matches.count { $0[term] > 0 }
            return matches.isEmpty ? 1 : 2 - Double(found) / Double(matches.count)
        }
    }

    private func score(
        _ block: QuotedBlock, of excerpt: Prompt.Excerpt, _ inText: [Double], _ weights: [Double]
    ) -> Double {
        let heading = excerpt.lastHeading
        let inHeading = terms.matches(in: heading)
        let inTitle = terms.matches(in: excerpt.title)
        var topic = 0.0
        for (index, weight) in weights.enumerated() {
            let places = inText[index] + Self.headingWeight * inHeading[index] + Self.titleWeight * inTitle[index]
            topic += weight * places / Double(weights.count)
        }
        let fit = intents.map { $0.fit(heading: heading, text: "\n" + block.text) }.max() ?? 0
        var score = topic * (1 + Self.intentWeight * fit) + Self.intentWeight * fit
        let isIntroduction = excerpt.isIntroduction
        if weights.count < 2 || intents == [.procedure], isIntroduction { score += Self.introductionLead }
        let wantsContact = intents.contains { $0 == .contact || $0 == .openingHours }
        if !wantsContact, QuestionIntent.contact.isHeading(heading) { score -= Self.contactLag }
        return score
    }
}
