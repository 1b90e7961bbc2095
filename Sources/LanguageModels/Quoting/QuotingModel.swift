/// A model that writes nothing of its own: it answers by quoting the excerpts of the prompt.
///
/// It needs no server, so it answers when no model is configured, and as the last of a preference order. Equal prompts
/// get equal answers. The text says that it is quoted, cites excerpts by their numbers and ends with their sources;
/// without excerpts that fit it says so and what to do now.
package struct QuotingModel: LanguageModel {
    /// Who answers, for metrics and for whoever announces models.
    package let identity: ModelIdentity
    private let pace: Duration
    private let clock: any Clock<Duration>

    /// - Parameters:
    ///   - label: What operators and metrics call it.
    ///   - pace: The time between two words, for reading along; zero never sleeps.
    ///   - clock: What `pace` is measured by.
    package init(label: String = "quoting", pace: Duration = .milliseconds(15), clock: any Clock<Duration>) {
        identity = ModelIdentity(label: label, model: "quoting", isQuoting: true)
        self.pace = pace
        self.clock = clock
    }

    /// Streams the answer word by word; it always ends with `stop`.
    ///
    /// The answer has at most ``Quotation/maximumCharacters`` characters. Numbers that belong together, such as a phone
    /// number with spaces, come in one delta.
    /// - Throws: `CancellationError` when the task is cancelled, and nothing else.
    package func complete(_ prompt: Prompt, into delivery: Delivery) async throws -> Completion {
        try Task.checkCancellation()
        delivery.receive(.model(identity))
        for (index, piece) in WordPieces(Quotation(prompt).text).enumerated() {
            if index > 0 { try await pause() }
            delivery.receive(.delta(Delta(text: piece)))
        }
        return Completion(finishReason: .stop, model: identity)
    }

    private func pause() async throws {
        if pace > .zero {
            do {
                try await clock.sleep(for: pace)
            } catch {
                throw CancellationError()
            }
        }
        try Task.checkCancellation()
    }
}
