/// Cuts a paragraph into sentences, rather too seldom than too often.
///
/// A full stop behind an ordinal ("16. Geburtstag"), a single letter ("z. B.") or a known abbreviation ends nothing.
enum SentenceSplit {
    private static let abbreviations: Set<String> = [
        "abs", "art", "bzw", "ca", "dr", "etc", "evtl", "exkl", "gem", "ggf", "inkl", "max", "min", "mr", "mrs", "ms",
        "no",
        "nr", "prof", "sog", "st", "std", "str", "tel", "usw", "vgl", "zzgl", "approx", "dept", "incl", "vs",
    ]

    static func sentences(of paragraph: Substring) -> [String] {
        var sentences: [String] = []
        var start = paragraph.startIndex
        var index = start
        while index < paragraph.endIndex {
            let next = paragraph.index(after: index)
            if paragraph[index].isWhitespace, next < paragraph.endIndex,
                ends(paragraph[start..<index], before: paragraph[next...])
            {
                sentences.append(String(paragraph[start..<index]))
                start = next
            }
            index = next
        }
        if start < paragraph.endIndex { sentences.append(String(paragraph[start...])) }
        return sentences.map(trimmed).filter { !$0.isEmpty }
    }

    /// Whether the text closes a sentence: a mark, perhaps with quotation marks or brackets behind it.
    static func isClosed(_ text: some StringProtocol) -> Bool {
        guard let last = text.last(where: { !"\"“”‘’«»)]".contains($0) }) else { return false }
        return ".!?…".contains(last)
    }

    private static func ends(_ text: Substring, before next: Substring) -> Bool {
        guard isClosed(text), let first = next.first, !first.isLowercase, !",;–-".contains(first) else { return false }
        guard text.last == "." else { return true }
        let word = text.dropLast().split(whereSeparator: { $0.isWhitespace || "(„\"".contains($0) }).last ?? ""
        if word.count == 1 || abbreviations.contains(word.lowercased()) { return false }
        if word.count <= 2, word.allSatisfy(\.isNumber) { return false }
        return !(word.count <= 5 && word.contains(".") && word.allSatisfy { $0.isLetter || $0 == "." })
    }

    private static func trimmed(_ text: String) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}
