<<<<<<< HEAD
/// A model that writes nothing of its own: it answers by quoting the excerpts of the prompt.
///
/// It needs no server, so it answers when no model is configured, and as the last of a preference order. Equal prompts
/// get equal answers. The text says that it is quoted, cites excerpts by their numbers and ends with their sources;
/// without excerpts that fit it says so and what to do now.
package struct QuotingModel: LanguageModel {
    /// Who answers, for metrics and for whoever announces models.
    package let identity: ModelIdentity
=======
/// Answers by quoting the prompt's excerpts: the model that is always there.
///
/// It needs no server and writes nothing of its own but a sentence that says so: it picks the paragraphs, lists and
/// rows of fees that answer the question best, names where they stand, and ends with the sources. The same prompt
/// gives the same answer. Text is delivered word by word at a pace that people can read along.
package struct QuotingModel: LanguageModel {
    /// The pace at which words come where nothing else is asked for.
    package static let readingPace: Duration = .milliseconds(15)

    private var identity: ModelIdentity
>>>>>>> 5fbf1ea805879101e17729f13a8182faa21a7d83
    private let pace: Duration
    private let clock: any Clock<Duration>

    /// - Parameters:
<<<<<<< HEAD
    ///   - label: What operators and metrics call it.
    ///   - pace: The time between two words, for reading along; zero never sleeps.
    ///   - clock: What `pace` is measured by.
    package init(label: String = "quoting", pace: Duration = .milliseconds(15), clock: any Clock<Duration>) {
        identity = ModelIdentity(label: label, model: "quoting", isQuoting: true)
=======
    ///   - identity: Who answers; marked as quoting whatever it says.
    ///   - pace: The time between two words; zero for as fast as they are taken.
    package init(
        identity: ModelIdentity = ModelIdentity(label: "quoting", model: "quoting", isQuoting: true),
        pace: Duration = QuotingModel.readingPace,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.identity = identity
        self.identity.isQuoting = true
>>>>>>> 5fbf1ea805879101e17729f13a8182faa21a7d83
        self.pace = pace
        self.clock = clock
    }

<<<<<<< HEAD
    /// Streams the answer word by word; it always ends with `stop`.
    ///
    /// The answer has at most ``Quotation/maximumCharacters`` characters. Numbers that belong together, such as a phone
    /// number with spaces, come in one delta.
    /// - Throws: `CancellationError` when the task is cancelled, and nothing else.
=======
>>>>>>> 5fbf1ea805879101e17729f13a8182faa21a7d83
    package func complete(
        _ prompt: Prompt,
        receive: @escaping @Sendable (ModelEvent) -> Void
    ) async throws -> Completion {
        try Task.checkCancellation()
        receive(.model(identity))
<<<<<<< HEAD
        for (index, piece) in WordPieces(Quotation(prompt).text).enumerated() {
=======
        let answer = QuotedAnswer(prompt).text
        for (index, piece) in WordPieces.pieces(of: answer).enumerated() {
>>>>>>> 5fbf1ea805879101e17729f13a8182faa21a7d83
            if index > 0 { try await pause() }
            receive(.delta(Delta(text: piece)))
        }
        return Completion(finishReason: .stop, model: identity)
    }

    private func pause() async throws {
        if pace > .zero {
<<<<<<< HEAD
            do {
                try await clock.sleep(for: pace)
            } catch {
                throw CancellationError()
            }
        }
        try Task.checkCancellation()
=======
            try await clock.sleep(for: pace)
        } else {
            await Task.yield()
            try Task.checkCancellation()
        }
>>>>>>> 5fbf1ea805879101e17729f13a8182faa21a7d83
    }
}
