package import Dialogue

/// What an answer is wanted to.
package struct AnswerRequest: Sendable, Hashable {
    package var question: String
    /// What was said before, oldest first.
    package var history: [Message]
    /// The language of Kaya's own words; the answer follows the question's language where it can be told.
    package var language: Language
    /// How the answer is to be written.
    package var style: AnswerStyle

    /// The part of the answer that is there already, when only the rest is wanted.
    package var continuing: String?

    /// Whether an answer that was given before to an equal question will do.
    package var mayBeCached: Bool

    /// Whether each step is told as a ``TurnTrace``. What nobody asked for is not even counted.
    package var isTraced: Bool

    package init(
        question: String, history: [Message] = [], language: Language = .german, style: AnswerStyle = .standard,
        continuing: String? = nil, mayBeCached: Bool = false, isTraced: Bool = false
    ) {
        self.question = question
        self.history = history
        self.language = language
        self.style = style
        self.continuing = continuing
        self.mayBeCached = mayBeCached
        self.isTraced = isTraced
    }
}
