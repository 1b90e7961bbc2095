<<<<<<< HEAD
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
=======
/// Cuts a text into pieces of a word each, with the white space behind it.
enum WordPieces {
    /// The pieces; joined they are the text.
    ///
    /// A number is never parted from the number or unit behind it, so that no reader sees half a telephone number or
    /// a fee without its currency.
    static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var current = ""
        for word in words(of: text) {
            if !current.isEmpty, !isJoined(current, word) {
                pieces.append(current)
                current = ""
            }
            current += word
        }
        if !current.isEmpty { pieces.append(current) }
        return pieces
    }

    private static func words(of text: String) -> [Substring] {
        var words: [Substring] = []
        var start = text.startIndex
        var isInSpace = false
        for index in text.indices {
            let isSpace = text[index].isWhitespace
            if isInSpace, !isSpace {
                words.append(text[start..<index])
                start = index
            }
            isInSpace = isSpace
        }
        if start < text.endIndex { words.append(text[start...]) }
        return words
    }

    private static func isJoined(_ left: String, _ right: Substring) -> Bool {
        let trimmed = left.dropLast(while: \.isWhitespace)
        guard !left[trimmed.endIndex...].contains(where: \.isNewline), let last = trimmed.last else { return false }
        let continues = last.isNumber || last == ")" || last == "/" || last == "+" || last == "–"
        guard continues, let first = right.first else { return false }
        return first.isNumber || first == "–" || first == "/" || (last.isNumber && isUnit(right))
    }

    private static func isUnit(_ word: Substring) -> Bool {
        let bare = word.filter { $0.isLetter || $0 == "€" || $0 == "%" }
        return ["Euro", "euros", "euro", "€", "EUR", "Uhr", "%", "Prozent", "Cent", "a.m", "am", "pm"].contains(bare)
    }
}

extension StringProtocol {
    /// The text without the characters at its end that satisfy a condition.
    func dropLast(while isDropped: (Character) -> Bool) -> SubSequence {
        var end = endIndex
        while end > startIndex, isDropped(self[index(before: end)]) { end = index(before: end) }
        return self[..<end]
>>>>>>> 5fbf1ea805879101e17729f13a8182faa21a7d83
    }
}
