/// What to look for in an index: for every word of a question, the stems that may stand for it.
package struct QueryPlan: Sendable, Hashable {
    /// How surely an alternative means what was asked.
    package enum Strength: Sendable, Hashable, CaseIterable {
        /// The word itself, inflected.
        case exact
        /// A synonym, or the word spelt right.
        case near
        /// A compound with the word, or the head of the word's own compound.
        case loose

        /// The factor on a match's score.
        package var weight: Double {
            switch self {
            case .exact: 1
            case .near: 0.75
            case .loose: 0.4
            }
        }
    }

    /// One thing asked for.
    package struct Concept: Sendable, Hashable {
        /// The phrases, each a sequence of stems, that stand for it.
        package var phrases: [Strength: Set<[String]>]
        /// How much it tells passages apart, see `Vocabulary.rarity`.
        package var rarity: Double
        /// How much it counts beside the other concepts; 1 for a word that was asked for.
        package var importance: Double
    }

    /// In the order of the question.
    package let concepts: [Concept]
    /// Folded words of four letters and more that no text has, to be looked for inside of words.
    package let fragments: [String]
    package let language: WordLanguage?
    /// The stems of all exact and near phrases.
    let stems: Set<String>

    package init(_ analysis: QueryAnalysis, vocabulary: Vocabulary, synonyms: Synonyms) {
        let builder = QueryPlanBuilder(analysis: analysis, vocabulary: vocabulary, synonyms: synonyms)
        concepts = builder.concepts()
        stems = Set(
            concepts.flatMap { concept in
                [Strength.exact, .near].flatMap { (concept.phrases[$0] ?? []).flatMap(\.self) }
            })
        fragments = analysis.terms.filter { term in
            term.word.count >= 4 && !term.stems.contains { vocabulary.frequency(of: $0) > 0 }
        }.map(\.word)
        language = analysis.language
    }
}
