internal import Dialogue

/// What makes two questions equal: the words, the language of the answer, and what was said before.
struct QuestionKey: Hashable, Sendable {
    private let words: String
    private let language: Language
    private let history: [Message]

    /// The key of a turn's question; runs of white space count as one space.
    init(_ turn: NewTurn) {
        words = turn.question.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        language = turn.language
        history = turn.history
    }
}
