/// Splits German compounds into words that are known.
enum CompoundSplit {
    private static let links = ["", "s", "es", "n", "en", "er", "e"]
    private static let minimumPart = 3
    private static let maximumParts = 4

    /// The parts of a folded word, few and long ones first; empty when it is none of known words.
    ///
    /// - Parameter isKnown: Whether a folded word occurs on its own.
    static func parts(of word: String, isKnown: (String) -> Bool) -> [String] {
        let bytes = Array(word.utf8)
        guard (2 * minimumPart...WordReader.maximumLength).contains(bytes.count), bytes.allSatisfy({ $0 < 0x80 }) else {
            return []
        }
        var best: [[String]?] = Array(repeating: nil, count: bytes.count + 1)
        best[0] = []
        for end in minimumPart...bytes.count {
            for start in 0...(end - minimumPart) where start == 0 || start >= minimumPart {
                guard let before = best[start], before.count < maximumParts, !(start == 0 && end == bytes.count),
                    let part = knownPart(bytes[start..<end], isLast: end == bytes.count, isKnown)
                else { continue }
                let candidate = before + [part]
                if isBetter(candidate, than: best[end]) { best[end] = candidate }
            }
        }
        return best[bytes.count] ?? []
    }

    private static func knownPart(_ bytes: ArraySlice<UInt8>, isLast: Bool, _ isKnown: (String) -> Bool) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        for link in isLast ? [""] : links where text.hasSuffix(link) {
            let part = String(text.dropLast(link.utf8.count))
            if part.utf8.count >= minimumPart, isKnown(part), !StopWords.contains(part) { return part }
        }
        return nil
    }

    private static func isBetter(_ candidate: [String], than other: [String]?) -> Bool {
        guard let other else { return true }
        if candidate.count != other.count { return candidate.count < other.count }
        let shortest = candidate.map(\.utf8.count).min() ?? 0
        return shortest > other.map(\.utf8.count).min() ?? 0
    }
}
