/// Answers by quoting the prompt's excerpts: the model that is always there.
///
/// It needs no server and writes nothing of its own but a sentence that says so: it picks the paragraphs, lists and
/// rows of fees that answer the question best, names where they stand, and ends with the sources. The same prompt
/// gives the same answer. Text is delivered word by word at a pace that people can read along.
package struct QuotingModel: LanguageModel {
    /// The pace at which words come where nothing else is asked for.
    package static let readingPace: Duration = .milliseconds(15)

    private var identity: ModelIdentity
    private let pace: Duration
    private let clock: any Clock<Duration>

    /// - Parameters:
    ///   - identity: Who answers; marked as quoting whatever it says.
    ///   - pace: The time between two words; zero for as fast as they are taken.
    package init(
        identity: ModelIdentity = ModelIdentity(label: "quoting", model: "quoting", isQuoting: true),
        pace: Duration = QuotingModel.readingPace,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.identity = identity
        self.identity.isQuoting = true
        self.pace = pace
        self.clock = clock
    }

    package func complete(
        _ prompt: Prompt,
        receive: @escaping @Sendable (ModelEvent) -> Void
    ) async throws -> Completion {
        try Task.checkCancellation()
        receive(.model(identity))
        let answer = QuotedAnswer(prompt).text
        for (index, piece) in WordPieces.pieces(of: answer).enumerated() {
            if index > 0 { try await pause() }
            receive(.delta(Delta(text: piece)))
        }
        return Completion(finishReason: .stop, model: identity)
    }

    private func pause() async throws {
        if pace > .zero {
            try await clock.sleep(for: pace)
        } else {
            await Task.yield()
            try Task.checkCancellation()
        }
    }
}
