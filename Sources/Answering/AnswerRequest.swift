package import Dialogue

/// What an answer is wanted to.
package struct AnswerRequest: Sendable, Hashable {
    package var question: String
    /// What was said before, oldest first.
    package var history: [Message]
    /// The language of Kaya's own words; the answer follows the question's language where it can be told.
    package var language: Language

    package init(question: String, history: [Message] = [], language: Language = .german) {
        self.question = question
        self.history = history
        self.language = language
    }
}
