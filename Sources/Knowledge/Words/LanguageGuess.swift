/// Tells German and English apart by their commonest words and by umlauts.
package enum LanguageGuess {
    /// Only this many words are looked at.
    private static let sample = 200

    /// The language of a text; `nil` when nothing speaks for one more than for the other.
    package static func language(of text: String) -> WordLanguage? {
        var german = 0
        var english = 0
        for word in text.prefix(4000).lowercased().split(maxSplits: sample, whereSeparator: { !$0.isLetter }) {
            let word = String(word)
            if StopWords.germanMarks.contains(word) { german += 1 }
            if StopWords.englishMarks.contains(word) { english += 1 }
            if word.utf8.count != word.count, word.contains(where: { "äöüß".contains($0) }) { german += 1 }
        }
        if german == english { return nil }
        return german > english ? .german : .english
    }
}
