extension ChatCompletionDecoder {
    /// How the completion went, once the body has ended.
    ///
    /// It is complete if and only if a finish reason or `[DONE]` was read. A complete answer without any text is
    /// ``ModelError/Code/empty`` nevertheless: nobody can read it. Asking again may help unless the model used its room
    /// up or called tools, of which it was offered none.
    ///
    /// - Parameter transportFailure: why the body did not end cleanly, if it did not.
    func conclusion(by model: ModelIdentity, transportFailure: ModelError? = nil) -> Result<Completion, ModelError> {
        if let failure = reader.failure { return .failure(failure) }
        if let transportFailure, !isFinished { return .failure(transportFailure) }
        if let failure = reader.tooManyMalformed { return .failure(failure) }
        guard isFinished else {
            return .failure(
                reader.chunkCount == 0
                    ? ModelError(.empty, "The model server answered with nothing.")
                    : ModelError(.truncated, "The answer ended without a finish reason and without [DONE]."))
        }
        let reason = reader.finishReason ?? .stop
        guard reader.text.characterCount > 0 else { return .failure(emptyAnswer(reason)) }
        return .success(
            Completion(
                finishReason: reason, model: model, usage: reader.usage, malformedEventCount: reader.malformedCount,
                repairedEventCount: reader.repairedCount))
    }

    private func emptyAnswer(_ reason: Completion.FinishReason) -> ModelError {
        if reason == .contentFilter {
            return ModelError(.contentFiltered, "The provider's filter ended the answer before its first word.")
        }
        if reader.toolCallCount > 0 {
            return ModelError(
                .empty, "The model called tools it was not offered, and said nothing.", isRetryable: false)
        }
        return ModelError(
            .empty, "The answer has no text (finish reason “\(reason.rawValue)”).", isRetryable: reason != .length)
    }
}
