/// What a question is about: its words, folded and stemmed, without those that say nothing.
package struct QueryAnalysis: Sendable, Hashable {
    /// One word of the question.
    package struct Term: Sendable, Hashable {
        /// The folded word, umlauts and their digraphs reduced: `fuhrerschein`.
        package let word: String
        /// The stems it may have, that of the question's language first.
        package let stems: [String]
    }

    /// Characters beyond this are not read.
    package static let maximumCharacters = 4096
    /// Terms beyond this are not searched for.
    package static let maximumTerms = 24

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
        for (folded, word) in zip(words, all)
        where terms.count < Self.maximumTerms && (Self.isContent(word) || !hasContent) && seen.insert(word).inserted {
            terms.append(Term(word: word, stems: WordStem.stems(folded: folded, first: language)))
        }
        self.terms = terms
    }

    private static func isContent(_ word: String) -> Bool {
        word.utf8.count > 1 && !StopWords.contains(word)
    }
}
