/// A word of a folded text, without its commonest endings.
///
/// "Gebühren", "Gebuehr" and "gebühr" are equal. Only good enough to tell which sentence speaks of what was asked;
/// finding documents is the index's business.
struct FoldedWord: Hashable {
    /// The whole word, folded.
    let word: [UInt8]
    /// Where it stands among words of the same meaning, if it does.
    private let meaning: Int?
    private let stemLength: Int

    init(_ word: some Sequence<UInt8>) {
        self.word = Array(word)
        stemLength = Self.stemLength(of: self.word)
        meaning = SameMeaning.group(of: self.word)
    }

    init(_ word: String) {
        self.init(FoldedText(word).bytes)
    }

    /// The word without ending.
    var stem: ArraySlice<UInt8> { word.prefix(stemLength) }

    var text: String { String(decoding: word, as: UTF8.self) }

    /// How much this word of a question is met by a word of a text, from 0 to 1.
    func likeness(to other: FoldedWord) -> Double {
        if stem.elementsEqual(other.stem) { return 1 }
        if let meaning, meaning == other.meaning { return 0.8 }
        let (short, long) = stem.count < other.stem.count ? (stem, other.stem) : (other.stem, stem)
        guard short.count >= 4 else { return 0 }
        if long.starts(with: short) { return long.count - short.count <= 3 ? 0.9 : 0.7 }
        if short.count >= 5 || stem.count == short.count, Self.contains(long, short) { return 0.6 }
        return short.count >= 5 && Self.isOneEditApart(short, long) ? 0.6 : 0
    }

    private static let endings = [
        "ungen", "ung", "ing", "ern", "en", "er", "em", "es", "et", "ed", "e", "s", "t", "n",
    ].map { Array($0.utf8) }

    private static func stemLength(of word: [UInt8]) -> Int {
        for ending in endings where word.count >= ending.count + 4 && word.suffix(ending.count).elementsEqual(ending) {
            return word.count - ending.count
        }
        return word.count
    }

    private static func contains(_ long: ArraySlice<UInt8>, _ short: ArraySlice<UInt8>) -> Bool {
        (1...max(1, long.count - short.count)).contains { long.dropFirst($0).starts(with: short) }
    }

    /// Whether one letter changed, missing or too many tells the two apart.
    private static func isOneEditApart(_ short: ArraySlice<UInt8>, _ long: ArraySlice<UInt8>) -> Bool {
        guard long.count - short.count <= 1 else { return false }
        let same = zip(short, long).prefix { $0 == $1 }.count
        let rest = long.dropFirst(same + 1)
        return rest.elementsEqual(short.dropFirst(short.count == long.count ? same + 1 : same))
    }
}
