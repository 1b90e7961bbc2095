/// Tells German and English apart by their commonest words and by umlauts.
package enum LanguageGuess {
    /// Only this many words are looked at.
    private static let sample = 200

    /// The language of a text; `nil` when nothing speaks for one more than for the other.
    package static func language(of text: String) -> WordLanguage? {
        var lead = 0
        let letters = Array((text.utf8.count > 4000 ? String(text.prefix(4000)) : text).lowercased().utf8)
        for run in letters.split(maxSplits: sample, whereSeparator: isASCIIBorder) {
            if run.contains(where: { $0 >= 0x80 }) {
                for word in words(of: run) { lead += germanLead(word) }
            } else {
                lead += germanLead(String(decoding: run, as: UTF8.self))
            }
        }
        if lead == 0 { return nil }
        return lead > 0 ? .german : .english
    }

    /// The language that a text is certain to be in, for whoever has it read out; `nil` for what is too short to tell, mixed,
    /// or in a third language.
    ///
    /// Two different words have to speak for it, and one in eight. Words of two letters, umlauts, code and addresses say
    /// nothing.
    package static func certainLanguage(of text: String) -> WordLanguage? {
        let letters = Array((text.utf8.count > 4000 ? String(text.prefix(4000)) : text).lowercased().utf8)
        let words = words(of: ProseBytes.of(letters)[...]).prefix(sample)
        let german = words.filter { StopWords.certainLanguages[$0] == .german }
        let english = words.filter { StopWords.certainLanguages[$0] == .english }
        let lead = abs(german.count - english.count)
        let isGerman = german.count > english.count
        guard lead > 0, lead * 8 >= words.count, Set(isGerman ? german : english).count >= 2 else { return nil }
        return isGerman ? .german : .english
    }

    /// How much more a lower-case word speaks for German than for English.
    private static func germanLead(_ word: String) -> Int {
        let lead =
            switch StopWords.languages[word] {
            case .german: 1
            case .english: -1
            case nil: 0
            }
        return word.utf8.contains { $0 >= 0x80 } && word.contains(where: "äöüß".contains) ? lead + 1 : lead
    }

    private static func isASCIIBorder(_ byte: UInt8) -> Bool {
        byte < 0x80 && !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    /// The words of what may have borders beyond ASCII: there are dashes and quotation marks.
    private static func words(of run: ArraySlice<UInt8>) -> [String] {
        String(decoding: run, as: UTF8.self).unicodeScalars.split { scalar in
            !scalar.properties.isAlphabetic && scalar.properties.canonicalCombiningClass == .notReordered
        }.map { String(Substring($0)) }
    }
}
