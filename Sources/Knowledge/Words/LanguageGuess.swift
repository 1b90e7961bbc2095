/// Tells German and English apart by their commonest words and by umlauts.
package enum LanguageGuess {
    /// Only this many words are looked at.
    private static let sample = 200

    /// The language of a text; `nil` when nothing speaks for one more than for the other.
    package static func language(of text: String) -> WordLanguage? {
        var german = 0
        var english = 0
        let letters = (text.utf8.count > 4000 ? String(text.prefix(4000)) : text).lowercased().unicodeScalars
        for word in letters.split(maxSplits: sample, whereSeparator: { !isPartOfWord($0) }) {
            let word = String(Substring(word))
            if StopWords.germanMarks.contains(word) { german += 1 }
            if StopWords.englishMarks.contains(word) { english += 1 }
            if word.utf8.count != word.count, word.contains(where: { "äöüß".contains($0) }) { german += 1 }
        }
        if german == english { return nil }
        return german > english ? .german : .english
    }

    /// Whether a lower-case scalar is a letter, or a mark on one.
    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return ("a"..."z").contains(scalar) }
        return scalar.properties.isAlphabetic || scalar.properties.canonicalCombiningClass != .notReordered
    }
}
