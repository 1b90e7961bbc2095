/// Answers by quoting the excerpts of the prompt.
package struct QuotingModel: LanguageModel {
    package let identity: ModelIdentity
    private let clock: any Clock<Duration>

    package init(label: String = "quoting", pace: Duration = .milliseconds(15), clock: any Clock<Duration>) {
        identity = ModelIdentity(label: label, model: "quoting", isQuoting: true)
        self.clock = clock
    }

    package func complete(
        _ prompt: Prompt, receive: @escaping @Sendable (ModelEvent) -> Void
    ) async throws -> Completion {
        receive(.model(identity))
        for excerpt in prompt.excerpts.prefix(1) { receive(.delta(Delta(text: excerpt.text))) }
        return Completion(finishReason: .stop, model: identity)
    }
}
