/// Finds the words of a text.
///
/// A word is a run of letters, marks and digits. Words joined by hyphens are given one by one and, after them, as one
/// word: "E-Rechnung" is `e`, `rechnung`, `erechnung`. Soft hyphens inside a word are ignored. A word is read up to
/// `maximumLength` scalars; what is longer is cut there.
enum WordReader {
    static let maximumLength = 64
    private static let maximumChain = 5

    /// The folded words of a text in order, at most `limit`.
    static func words(in text: some StringProtocol, limit: Int = .max) -> [String] {
        var words: [String] = []
        var chain: [String] = []
        var word = String.UnicodeScalarView()
        var isAfterHyphen = false
        func endWord() {
            guard !word.isEmpty else { return }
            let folded = WordFolding.folded(String(word))
            word = String.UnicodeScalarView()
            guard !folded.isEmpty else { return }
            chain.append(folded)
            words.append(folded)
        }
        func endChain() {
            if (2...maximumChain).contains(chain.count) {
                let joined = chain.joined()
                if joined.utf8.count <= maximumLength { words.append(joined) }
            }
            chain = []
        }
        for scalar in text.unicodeScalars {
            if isWordScalar(scalar) {
                if word.isEmpty, !isAfterHyphen { endChain() }
                if words.count >= limit { break }
                if word.count < maximumLength { word.append(scalar) }
                isAfterHyphen = false
            } else if scalar.value == 0xAD || scalar.value == 0x200D || scalar.value == 0x200C {
                continue
            } else {
                isAfterHyphen = isHyphen(scalar) && !word.isEmpty
                endWord()
            }
        }
        endWord()
        endChain()
        return words.count > limit ? Array(words.prefix(limit)) : words
    }

    static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0..<0xAA: false
        default:
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
        }
    }

    private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar.value == 0x2010 || scalar.value == 0x2011
    }
}
