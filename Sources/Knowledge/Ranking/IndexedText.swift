/// A text as an index stores it.
package enum IndexedText {
    /// Counts up whenever the analysis of texts changes, so that indexes are written anew.
    package static let format = 1

    /// The stems of a text's words in order, parted by spaces. Stop words are kept: phrases need them.
    package static func stems(of text: String, language: WordLanguage?) -> String {
        var known: [String: String] = [:]
        return WordReader.words(in: text).map { word in
            if let stem = known[word] { return stem }
            let stem = WordStem.stem(folded: word, language: language)
            known[word] = stem
            return stem
        }.joined(separator: " ")
    }

    /// The folded words of a text in order, parted by spaces.
    package static func folded(_ text: String) -> String {
        WordReader.words(in: text).map(WordFolding.withoutDigraphs).joined(separator: " ")
    }

    /// The stems of a title that tell documents apart.
    package static func titleStems(_ title: String, language: WordLanguage?) -> String {
        let words = WordReader.words(in: title).filter { !StopWords.contains(WordFolding.withoutDigraphs($0)) }
        return words.map { WordStem.stem(folded: $0, language: language) }.joined(separator: " ")
    }
}
