/// Reduces words to stems under which inflected forms meet.
package enum WordStem {
    /// The stem of a word in a language; German where the language is unknown.
    package static func stem(_ word: String, language: WordLanguage?) -> String {
        let folded = WordFolding.folded(word)
        return stem(folded: folded, language: language)
    }

    static func stem(folded: String, language: WordLanguage?) -> String {
        switch language {
        case .english: WordFolding.withoutDigraphs(EnglishStemmer.stem(folded))
        case .german, nil: GermanStemmer.stem(WordFolding.withoutDigraphs(folded))
        }
    }

    /// The stems of all languages, the likeliest first.
    static func stems(folded: String, first language: WordLanguage?) -> [String] {
        let order: [WordLanguage] = language == .english ? [.english, .german] : [.german, .english]
        var stems: [String] = []
        for language in order {
            let stem = stem(folded: folded, language: language)
            if !stem.isEmpty, !stems.contains(stem) { stems.append(stem) }
        }
        return stems
    }
}
