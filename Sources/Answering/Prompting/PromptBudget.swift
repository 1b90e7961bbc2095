/// How a model's context is shared out. All figures are tokens as ``TokenEstimate`` counts them.
package struct PromptBudget: Sendable, Hashable {
    /// What the model can read and write in one completion.
    package var contextSize: Int
    /// What is kept free for the answer.
    package var answer: Int
    /// The most that excerpts may take.
    package var passages: Int
    /// The most that earlier utterances may take.
    package var history: Int

    /// - Parameters:
    ///   - contextSize: The model's context; what the others do not take is for instructions and question.
    package init(contextSize: Int = 8192, answer: Int = 1024, passages: Int = 4096, history: Int = 1536) {
        self.contextSize = contextSize
        self.answer = answer
        self.passages = passages
        self.history = history
    }
}
