/// A word as it is compared: lower case, umlauts and their spellings as one letter, without its commonest endings.
///
/// "Gebühren", "Gebuehr" and "gebühr" are equal. Only good enough to tell which sentence speaks of what was asked;
/// finding documents is the index's business.
struct FoldedWord: Hashable {
    /// Lower-case letters and digits without ending.
    let stem: [UInt8]
    /// The whole word, folded.
    let word: String

    init(_ word: Substring) {
        self.word = Self.folded(word)
        stem = Self.stemmed(Array(self.word.utf8))
    }

    /// The words of a text in their order; digits count as letters.
    static func words(in text: String) -> [FoldedWord] {
        text.split { !$0.isLetter && !$0.isNumber && $0 != softHyphen }.map { FoldedWord($0) }
    }

    /// Shows where a word may be parted; no letter of it.
    static let softHyphen: Character = "\u{AD}"

    /// Lower case with `ä`, `ae` and `a` alike, and so on; marks on letters are dropped.
    static func folded(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in text.lowercased().unicodeScalars {
            switch scalar {
            case "ä", "à", "á", "â": result.append("a")
            case "ö", "ó", "ô": result.append("o")
            case "ü", "ú": result.append("u")
            case "é", "è", "ê": result.append("e")
            case "ß": result.append("ss")
            case "e" where result.last == "a" || result.last == "o" || result.last == "u": break
            case "\u{AD}": break
            case _ where scalar.properties.generalCategory == .nonspacingMark: break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// How much this word of a question is met by a word of a text, from 0 to 1.
    func likeness(to other: FoldedWord) -> Double {
        if stem == other.stem { return 1 }
        if SameMeaning.contains(word, other.word) { return 0.8 }
        let (short, long) = stem.count < other.stem.count ? (stem, other.stem) : (other.stem, stem)
        guard short.count >= 4 else { return 0 }
        if long.starts(with: short) { return long.count - short.count <= 3 ? 0.9 : 0.7 }
        if short.count >= 5 || stem.count == short.count, Self.contains(long, short) { return 0.6 }
        return short.count >= 5 && Self.isOneEditApart(short, long) ? 0.6 : 0
    }

    private static let endings = [
        "ungen", "ung", "ing", "ern", "en", "er", "em", "es", "et", "ed", "e", "s", "t", "n",
    ].map { Array($0.utf8) }

    private static func stemmed(_ word: [UInt8]) -> [UInt8] {
        for ending in endings where word.count >= ending.count + 4 && word.suffix(ending.count).elementsEqual(ending) {
            return Array(word.dropLast(ending.count))
        }
        return word
    }

    private static func contains(_ long: [UInt8], _ short: [UInt8]) -> Bool {
        (1...max(1, long.count - short.count)).contains { long.dropFirst($0).starts(with: short) }
    }

    /// Whether one letter changed, missing or too many tells the two apart.
    private static func isOneEditApart(_ short: [UInt8], _ long: [UInt8]) -> Bool {
        guard long.count - short.count <= 1 else { return false }
        let same = zip(short, long).prefix { $0 == $1 }.count
        let rest = long.dropFirst(same + 1)
        return rest.elementsEqual(short.dropFirst(short.count == long.count ? same + 1 : same))
    }
}
