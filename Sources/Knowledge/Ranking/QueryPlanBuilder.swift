/// Finds, for every term of a question, what may stand for it in the texts.
struct QueryPlanBuilder {
    /// Parts of a compound that no text has weigh a little less than words that were asked for.
    private static let partImportance = 0.8
    /// Words that can be asked about any topic count less beside one.
    private static let aspectImportance = 0.5

    let analysis: QueryAnalysis
    let vocabulary: Vocabulary
    let synonyms: Synonyms

    func concepts() -> [QueryPlan.Concept] {
        let terms = analysis.terms
        let isAspect = terms.map { $0.stems.contains(where: Aspect.contains) }
        let hasTopic = isAspect.contains(false)
        return terms.indices.flatMap { position -> [QueryPlan.Concept] in
            concepts(at: position).map { concept in
                var concept = concept
                if isAspect[position], hasTopic { concept.importance *= Self.aspectImportance }
                return concept
            }
        }
    }

    private func concepts(at position: Int) -> [QueryPlan.Concept] {
        let term = analysis.terms[position]
        var alternatives = direct(term)
        addNeighbours(of: position, to: &alternatives)
        guard alternatives.isKnown else { return unknown(term, alternatives) }
        addRelatives(of: term, to: &alternatives)
        return concept(alternatives)
    }

    /// The word's stems and its synonyms.
    private func direct(_ term: QueryAnalysis.Term) -> Alternatives {
        var alternatives = Alternatives(vocabulary: vocabulary)
        for stem in term.stems { alternatives.add([stem], .exact) }
        addSynonyms(of: [term.stems], to: &alternatives)
        for infinitive in term.infinitives {
            let stems = WordStem.stems(folded: infinitive, first: .german)
            for stem in stems { alternatives.add([stem], .exact) }
            addSynonyms(of: [stems], to: &alternatives)
        }
        return alternatives
    }

    private func addSynonyms(
        of stems: [[String]], to alternatives: inout Alternatives, _ strength: QueryPlan.Strength = .near
    ) {
        for phrase in synonyms.phrases(for: stems) {
            for language in WordLanguage.allCases {
                alternatives.add(phrase.map { WordStem.stem(folded: $0, language: language) }, strength)
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

    /// Compounds that the word is part of, and the parts of the compound that the word is.
    private func addRelatives(of term: QueryAnalysis.Term, to alternatives: inout Alternatives) {
        var parts = [term.word]
        if let stem = term.stems.first, stem != term.word { parts.append(stem) }
        for part in parts {
            for compound in vocabulary.compounds(of: part) {
                alternatives.add([WordStem.stem(folded: compound.word, language: .german)], .loose)
            }
        }
        for part in CompoundSplit.parts(of: term.word, isKnown: isKnown) {
            let stems = WordStem.stems(folded: part, first: .german)
            for stem in stems { alternatives.add([stem], .loose) }
            addSynonyms(of: [stems], to: &alternatives, .loose)
        }
    }

    /// A word that no text has: a compound of known words, spelt wrong, or a compound of which one part is known.
    private func unknown(_ term: QueryAnalysis.Term, _ known: Alternatives) -> [QueryPlan.Concept] {
        let near = vocabulary.words(near: term.word)
        let parts = CompoundSplit.parts(of: term.word, isKnown: isKnown)
        let isSpelling = near.first?.distance == 1 && parts.contains { $0.utf8.count < 4 }
        if !parts.isEmpty, !isSpelling { return parts.flatMap(part) }
        if !near.isEmpty { return corrected(near, known) }
        let pieces = misspeltParts(of: term.word)
        if !pieces.isEmpty { return pieces.flatMap(part) }
        if let piece = knownPart(of: term.word) { return part(piece) }
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
            concept.importance *= Self.partImportance
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

    /// The longest known word that a word ends with, or else begins with: what a compound says at the least.
    private func knownPart(of word: String) -> String? {
        guard word.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let sizes = stride(from: word.utf8.count - 3, through: 4, by: -1)
        let pieces = sizes.map { String(word.suffix($0)) } + sizes.map { String(word.prefix($0)) }
        return pieces.first { isKnown($0) && !StopWords.contains($0) }
    }

    private func isKnown(_ word: String) -> Bool {
        vocabulary.contains(word: word) || synonyms.contains(word: word)
    }

    private func concept(_ alternatives: Alternatives) -> [QueryPlan.Concept] {
        guard !alternatives.phrases.isEmpty else { return [] }
        let phrases = alternatives.promoted
        return [QueryPlan.Concept(phrases: phrases, rarity: alternatives.rarity, importance: 1)]
    }
}
