/// A conversation's title made of its first question: its first words, as many as fit.
package enum ConversationTitle {
    /// The most characters of a title, the ellipsis included.
    package static let maximumLength = 60

    /// The title of a question: one line, cut between words where it can be.
    package static func words(of question: String) -> String {
        let words = question.prefix(1_000).split(whereSeparator: { $0.isWhitespace || $0.isNewline })
        let line = words.joined(separator: " ")
        guard line.count > maximumLength else { return line }
        let cut = line.prefix(maximumLength - 1)
        let wholeWords = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut
        return (wholeWords.count > maximumLength / 2 ? wholeWords : cut) + "…"
    }
}
