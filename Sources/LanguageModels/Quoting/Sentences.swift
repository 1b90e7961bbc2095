/// Finds the sentences of German and English prose.
///
/// In doubt two sentences stay one: a long quotation is better than half of one. Abbreviations, ordinals, single
/// letters and points inside numbers, links and times end nothing.
enum Sentences {
    private static let closing: Set<Character> = ["\"", "“", "”", "«", "»", "’", ")", "]"]
    private static let abbreviations: Set<String> = [
        "abs", "art", "bzw", "ca", "dr", "etc", "evtl", "ggf", "inkl", "max", "min", "mind", "mr", "mrs", "ms", "nr",
        "prof", "sog", "st", "str", "tel", "u.a", "usw", "vgl", "z.b", "zzgl", "d.h", "e.g", "i.e", "no", "jan", "feb",
        "aug", "sept", "okt", "oct", "nov", "dez", "dec", "mo", "di", "mi", "do", "fr", "sa", "so",
    ]

    /// The sentences, without the space between them.
    static func split(_ text: String) -> [String] {
        var sentences: [String] = []
        var start = text.startIndex
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if ".!?…".contains(text[index]), let end = sentenceEnd(in: text, from: start, mark: index, next: next) {
                sentences.append(String(text[start..<end]))
                start = text[end...].firstIndex { !$0.isWhitespace } ?? text.endIndex
                index = start
            } else {
                index = next
            }
        }
        if start < text.endIndex { sentences.append(String(text[start...].dropLast(while: \.isWhitespace))) }
        return sentences.filter { !$0.isEmpty }
    }

    /// Whether a text ends as a sentence, or as what leads to a list.
    static func isWhole(_ text: String) -> Bool {
        guard let last = text.dropLast(while: { closing.contains($0) }).last else { return false }
        return ".!?…".contains(last)
    }

    private static func sentenceEnd(
        in text: String, from start: String.Index, mark: String.Index, next: String.Index
    ) -> String.Index? {
        let end = text[next...].firstIndex { !closing.contains($0) } ?? text.endIndex
        guard end < text.endIndex else { return end }
        guard text[end].isWhitespace else { return nil }
        guard let following = text[end...].first(where: { !$0.isWhitespace }), !following.isLowercase else {
            return nil
        }
        return text[mark] == "." && !endsSentence(text[start..<mark]) ? nil : end
    }

    /// Whether a point behind this text ends a sentence.
    private static func endsSentence(_ text: Substring) -> Bool {
        let word = text[(text.lastIndex { $0.isWhitespace || $0 == "(" }.map(text.index(after:)) ?? text.startIndex)...]
        if word.allSatisfy(\.isNumber) { return word.count > 2 }
        if word.count == 1 { return false }
        return !abbreviations.contains(word.lowercased())
    }
}
