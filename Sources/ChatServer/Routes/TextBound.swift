/// How long a text may be that somebody writes.
enum TextBound {
    /// Whether a text has no more characters, as people count them, than it may have.
    ///
    /// A character may be made of any number of scalars (an "a" with a thousand accents is one), so these are bounded too:
    /// by two for each character that there may be. A text near the bound whose characters are made of more, such as
    /// emoji of families, is refused sooner.
    static func holds(_ text: some StringProtocol, characters: Int) -> Bool {
        // A character has at least one byte, so a short text needs no counting.
        if text.utf8.count <= characters { return true }
        return text.unicodeScalars.count <= 2 * characters && text.count <= characters
    }
}
