/// How a completion ended, once the model said it was done.
package struct Completion: Sendable, Hashable {
    /// Why the model stopped.
    package enum FinishReason: String, Sendable, Hashable {
        /// The model was done.
        case stop
        /// A token limit ended the answer.
        case length
        /// The provider's content filter ended the answer.
        case contentFilter = "content_filter"
        /// The model refused to answer; the text is its refusal.
        case refusal
        /// A reason this client does not know; counts as complete.
        case other
    }

    package var finishReason: FinishReason
    /// Who wrote the answer.
    package var model: ModelIdentity
    /// What the server counted, if it said so.
    package var usage: Usage?
    /// Upstream events that could not be read and were skipped.
    package var malformedEventCount: Int
    /// Upstream events that were read only after a second `data:`, a proxy's mistake, was taken away.
    package var repairedEventCount: Int

    package init(
        finishReason: FinishReason,
        model: ModelIdentity,
        usage: Usage? = nil,
        malformedEventCount: Int = 0,
        repairedEventCount: Int = 0
    ) {
        self.finishReason = finishReason
        self.model = model
        self.usage = usage
        self.malformedEventCount = malformedEventCount
        self.repairedEventCount = repairedEventCount
    }
}
