/// Finds, for every term of a question, what may stand for it in the texts.
struct QueryPlanBuilder {
    /// Parts of a compound that no text has weigh a little less than words that were asked for.
    private static let partFactor = 0.8

    let analysis: QueryAnalysis
    let vocabulary: Vocabulary
    let synonyms: Synonyms

    func concepts() -> [QueryPlan.Concept] {
        var concepts: [QueryPlan.Concept] = []
        for (position, term) in analysis.terms.enumerated() {
            var alternatives = direct(term)
            addNeighbours(of: position, to: &alternatives)
            if alternatives.isKnown {
                addRelatives(of: term, to: &alternatives)
                concepts += concept(alternatives)
            } else {
                concepts += unknown(term, alternatives)
            }
        }
        return concepts
    }

    /// The word's stems and its synonyms.
    private func direct(_ term: QueryAnalysis.Term) -> Alternatives {
        var alternatives = Alternatives(vocabulary: vocabulary)
        for stem in term.stems { alternatives.add([stem], .exact) }
        addSynonyms(of: [term.stems], to: &alternatives)
        return alternatives
    }

    private func addSynonyms(of stems: [[String]], to alternatives: inout Alternatives) {
        for phrase in synonyms.phrases(for: stems) {
            for language in WordLanguage.allCases {
                alternatives.add(phrase.map { WordStem.stem(folded: $0, language: language) }, .near)
            }
        }
    }

    /// Words that belong together: "Personal Ausweis" is one word, "identity card" has a synonym of its own.
    private func addNeighbours(of position: Int, to alternatives: inout Alternatives) {
        let terms = analysis.terms
        for start in max(0, position - 1)...position where start + 1 < terms.count {
            let joined = terms[start].word + terms[start + 1].word
            if vocabulary.contains(word: joined) {
                for stem in WordStem.stems(folded: joined, first: analysis.language) {
                    alternatives.add([stem], .exact)
                }
            }
        }
        for length in 2...Synonyms.maximumPhrase where length <= terms.count {
            for start in max(0, position - length + 1)...position where start + length <= terms.count {
                addSynonyms(of: terms[start..<(start + length)].map(\.stems), to: &alternatives)
            }
        }
    }

    /// Compounds that the word is part of, and the head of the compound that the word is.
    private func addRelatives(of term: QueryAnalysis.Term, to alternatives: inout Alternatives) {
        var parts = [term.word]
        if let stem = term.stems.first, stem != term.word { parts.append(stem) }
        for part in parts {
            for compound in vocabulary.compounds(of: part) {
                alternatives.add([WordStem.stem(folded: compound.word, language: .german)], .loose)
            }
        }
        if let head = CompoundSplit.parts(of: term.word, isKnown: isKnown).last {
            for stem in WordStem.stems(folded: head, first: .german) { alternatives.add([stem], .loose) }
        }
    }

    /// A word that no text has: spelt wrong by a letter, a compound, or spelt very wrong.
    private func unknown(_ term: QueryAnalysis.Term, _ known: Alternatives) -> [QueryPlan.Concept] {
        let near = vocabulary.words(near: term.word)
        if let first = near.first, first.distance == 1, term.word.utf8.count >= 6 { return corrected(near, known) }
        let parts = CompoundSplit.parts(of: term.word, isKnown: isKnown)
        if !parts.isEmpty { return parts.flatMap { part($0) } }
        if !near.isEmpty { return corrected(near, known) }
        let pieces = misspeltParts(of: term.word)
        if !pieces.isEmpty { return pieces.flatMap { part($0) } }
        var alternatives = known
        addRelatives(of: term, to: &alternatives)
        return concept(alternatives)
    }

    private func corrected(_ near: [(word: String, distance: Int)], _ known: Alternatives) -> [QueryPlan.Concept] {
        var alternatives = known
        for (word, _) in near {
            let stems = WordStem.stems(folded: word, first: analysis.language)
            for stem in stems { alternatives.add([stem], .near) }
            addSynonyms(of: [stems], to: &alternatives)
        }
        return concept(alternatives)
    }

    private func part(_ word: String) -> [QueryPlan.Concept] {
        let term = QueryAnalysis.Term(word: word, stems: WordStem.stems(folded: word, first: .german))
        var alternatives = direct(term)
        addRelatives(of: term, to: &alternatives)
        return concept(alternatives).map { concept in
            var concept = concept
            concept.rarity *= Self.partFactor
            return concept
        }
    }

    /// A known beginning or end of five letters and more, with a rest that is a known word spelt wrong.
    private func misspeltParts(of word: String) -> [String] {
        let length = word.utf8.count
        guard length >= 10, word.utf8.allSatisfy({ $0 < 0x80 }) else { return [] }
        for size in stride(from: length - 5, through: 5, by: -1) {
            let head = String(word.suffix(size))
            let start = String(word.prefix(size))
            if isKnown(head), let other = vocabulary.words(near: String(word.dropLast(size)), limit: 1).first {
                return [other.word, head]
            }
            if isKnown(start), let other = vocabulary.words(near: String(word.dropFirst(size)), limit: 1).first {
                return [start, other.word]
            }
        }
        return []
    }

    private func isKnown(_ word: String) -> Bool {
        vocabulary.contains(word: word) || synonyms.contains(word: word)
    }

    private func concept(_ alternatives: Alternatives) -> [QueryPlan.Concept] {
        alternatives.phrases.isEmpty
            ? [] : [QueryPlan.Concept(phrases: alternatives.phrases, rarity: alternatives.rarity)]
    }
}
