/// The words and stems that an index holds, for spelling, compounds and weights.
///
/// Kept in memory while its version is current: about 100 bytes a word, and the index gives no more words than
/// `maximumWords`.
package struct Vocabulary: Sendable {
    /// Rarer words beyond this number are left out: they are still found, but neither corrected to nor split by.
    package static let maximumWords = 200_000

    private let frequencies: [String: Int]
    private let words: [String]
    private let wordSet: Set<String>
    private let wordsByTrigram: [UInt32: [Int32]]
    /// How many passages there are.
    package let passages: Int

    /// - Parameters:
    ///   - words: The folded words of the texts.
    ///   - stems: Every stem with the number of passages it is in.
    ///   - passages: How many passages there are.
    package init(words: [String] = [], stems: [(stem: String, passages: Int)] = [], passages: Int = 0) {
        self.words = words
        wordSet = Set(words)
        frequencies = Dictionary(stems.map { ($0.stem, $0.passages) }, uniquingKeysWith: max)
        self.passages = passages
        var index: [UInt32: [Int32]] = [:]
        for (position, word) in words.enumerated() {
            for trigram in Self.trigrams(of: word) { index[trigram, default: []].append(Int32(position)) }
        }
        wordsByTrigram = index
    }

    /// How many passages hold the stem.
    package func frequency(of stem: String) -> Int {
        frequencies[stem] ?? 0
    }

    /// Whether some text has the folded word.
    package func contains(word: String) -> Bool {
        wordSet.contains(word)
    }

    /// The weight of something that is in this many passages: the rarer the heavier, never below 0.1.
    package func rarity(_ frequency: Int) -> Double {
        Rarity.weight(of: frequency, among: passages)
    }

    /// The words nearest to one that is not known, with their distance.
    ///
    /// One mistake is forgiven from four letters, two from eight. Only the words that share most trigrams are compared.
    package func words(near word: String, limit: Int = 3) -> [(word: String, distance: Int)] {
        let length = word.utf8.count
        guard length >= 4 else { return [] }
        let allowed = length >= 8 ? 2 : 1
        var overlap: [Int32: Int] = [:]
        for trigram in Self.trigrams(of: word) {
            for position in wordsByTrigram[trigram] ?? [] { overlap[position, default: 0] += 1 }
        }
        let candidates = overlap.filter { abs(words[Int($0.key)].utf8.count - length) <= allowed }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(60)
        var near: [(word: String, distance: Int)] = []
        for (position, _) in candidates {
            let candidate = words[Int(position)]
            if let distance = EditDistance.between(word, candidate, limit: allowed) {
                near.append((candidate, distance))
            }
        }
        guard let best = near.map(\.distance).min() else { return [] }
        return Array(near.filter { $0.distance == best }.prefix(limit))
    }

    /// The words that begin or end with a part, as compounds do; at most `limit`, the shortest first.
    package func compounds(of part: String, limit: Int = 16) -> [(word: String, isEnding: Bool)] {
        guard part.utf8.count >= 4 else { return [] }
        var lists = Self.innerTrigrams(of: part).map { wordsByTrigram[$0] ?? [] }
        lists.sort { $0.count < $1.count }
        guard let rarest = lists.first else { return [] }
        var found: [(word: String, isEnding: Bool)] = []
        for position in rarest {
            let word = words[Int(position)]
            guard word.utf8.count >= part.utf8.count + 3 else { continue }
            if word.hasSuffix(part) {
                found.append((word, true))
            } else if word.hasPrefix(part) {
                found.append((word, false))
            }
        }
        found.sort { ($0.word.utf8.count, $0.word) < ($1.word.utf8.count, $1.word) }
        return Array(found.prefix(limit))
    }

    private static func trigrams(of word: String) -> Set<UInt32> {
        pack([0x20] + Array(word.utf8) + [0x20])
    }

    private static func innerTrigrams(of word: String) -> Set<UInt32> {
        pack(Array(word.utf8))
    }

    private static func pack(_ bytes: [UInt8]) -> Set<UInt32> {
        guard bytes.count >= 3 else { return [] }
        return Set(
            bytes.indices.dropLast(2).map { index in
                UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
            })
    }
}
