/// The phrases that may stand for one term, each under its greatest strength.
struct Alternatives {
    let vocabulary: Vocabulary
    private(set) var phrases: [QueryPlan.Strength: Set<[String]>] = [:]

    init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
    }

    /// Whether some text has the term or a synonym of it.
    var isKnown: Bool {
        phrases[.exact] != nil || phrases[.near] != nil
    }

    /// The phrases, synonyms counting as exact where no text has the term itself.
    var promoted: [QueryPlan.Strength: Set<[String]>] {
        guard phrases[.exact] == nil, let near = phrases[.near] else { return phrases }
        var promoted = phrases
        promoted[.exact] = near
        promoted[.near] = nil
        return promoted
    }

    /// The weight of the term by the passages of its strongest phrases.
    var rarity: Double {
        let strongest = QueryPlan.Strength.allCases.lazy.compactMap { phrases[$0] }.first ?? []
        let frequency = strongest.map { phrase in phrase.map(vocabulary.frequency).min() ?? 0 }.max() ?? 0
        return vocabulary.rarity(frequency)
    }

    /// Adds a phrase, unless a stem of it is in no text or the phrase is there already with the same strength or more.
    mutating func add(_ phrase: [String], _ strength: QueryPlan.Strength) {
        guard !phrase.isEmpty, phrase.allSatisfy({ vocabulary.frequency(of: $0) > 0 }) else { return }
        for other in QueryPlan.Strength.allCases {
            if phrases[other]?.contains(phrase) ?? false { return }
            if other == strength { break }
        }
        phrases[strength, default: []].insert(phrase)
    }
}
