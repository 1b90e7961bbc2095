/// A text cut into words for streaming; joined they are the text again.
///
/// A piece is a word with the white space behind it. Words that carry on a number stay with it, so that "05009 555-200"
/// or "2 500 Euro" is never seen half.
struct WordPieces: Sequence, IteratorProtocol {
    private var rest: Substring

    init(_ text: String) {
        rest = text[...]
    }

    mutating func next() -> String? {
        guard !rest.isEmpty else { return nil }
        var end = Self.wordEnd(in: rest)
        while Self.carriesOnNumber(rest[..<end], rest[end...]) {
            end = Self.wordEnd(in: rest[end...])
        }
        defer { rest = rest[end...] }
        return String(rest[..<end])
    }

    /// Behind the first word and its white space.
    private static func wordEnd(in text: Substring) -> Substring.Index {
        let wordStart = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
        let gap = text[wordStart...].firstIndex(where: \.isWhitespace) ?? text.endIndex
        return text[gap...].firstIndex { !$0.isWhitespace } ?? text.endIndex
    }

    private static func carriesOnNumber(_ piece: Substring, _ next: Substring) -> Bool {
        guard piece.last?.isNewline != true, let last = piece.last(where: { !$0.isWhitespace }), let first = next.first
        else { return false }
        let isNumber = last.isNumber || (last == ")" && piece.contains(where: \.isNumber)) || "/–-".contains(last)
        let word = next.prefix { !$0.isWhitespace }
        let startsNumber = first.isNumber || ("(/–-+".contains(first) && word.contains(where: \.isNumber))
        return isNumber && (startsNumber || word == "/" || word == "–" || word == "-")
    }
}
