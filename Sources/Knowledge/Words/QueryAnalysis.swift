/// What a question is about: its words, folded and stemmed, without those that say nothing.
package struct QueryAnalysis: Sendable, Hashable {
    /// One word of the question.
    package struct Term: Sendable, Hashable {
        /// The folded word, umlauts and their digraphs reduced: `fuhrerschein`.
        package let word: String
        /// The stems it may have, that of the question's language first.
        package let stems: [String]
        /// Folded words that it may be a form of: infinitives of verbs that come apart.
        package let infinitives: [String]

        init(word: String, stems: [String], infinitives: [String] = []) {
            self.word = word
            self.stems = stems
            self.infinitives = infinitives
        }
    }

    /// Characters beyond this are not read.
    package static let maximumCharacters = 4096
    /// Terms beyond this are not searched for.
    package static let maximumTerms = 24
    /// A verb's prefix is looked for in this many words after it.
    private static let clause = 12

    /// The language given, else the one guessed.
    package let language: WordLanguage?
    /// The words that matter, each once, in the order of the question; all words when none matters.
    package let terms: [Term]

    package init(_ query: String, language tag: String? = nil) {
        let text = String(query.prefix(Self.maximumCharacters))
        let language = WordLanguage(tag: tag) ?? LanguageGuess.language(of: text)
        self.language = language
        let words = WordReader.words(in: text, limit: 512)
        let all = words.map { WordFolding.withoutDigraphs($0) }
        var seen: Set<String> = []
        var terms: [Term] = []
        let hasContent = all.contains(where: Self.isContent)
        for (position, word) in all.enumerated()
        where terms.count < Self.maximumTerms && (Self.isContent(word) || !hasContent) && seen.insert(word).inserted {
            terms.append(
                Term(
                    word: word, stems: WordStem.stems(folded: words[position], first: language),
                    infinitives: Self.infinitives(of: word, before: all[(position + 1)...].prefix(Self.clause))))
        }
        self.terms = terms
    }

    /// What a verb's form may be of, with the prefixes that follow it.
    private static func infinitives(of word: String, before rest: ArraySlice<String>) -> [String] {
        SeparableVerb.infinitives(of: word)
            + rest.filter(SeparableVerb.particles.contains).prefix(4).map { $0 + word }
    }

    private static func isContent(_ word: String) -> Bool {
        word.utf8.count > 1 && !StopWords.contains(word)
    }
}
