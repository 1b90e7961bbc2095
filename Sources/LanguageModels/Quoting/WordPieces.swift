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
    }
}
