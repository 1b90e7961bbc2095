/// A model that can finish a prompt, piece by piece.
///
/// A completion is a call that has not returned yet. Returning means the model said it was done; throwing a
/// ``ModelError`` means it failed, and text already received stays true. Cancelling the task stops the model at once:
/// the call then throws `CancellationError` and its socket is closed.
///
/// ```swift
/// let completion = try await model.complete(prompt) { event in
///     if case .delta(let delta) = event { log.append(delta.text) }
/// }
/// ```
package protocol LanguageModel: Sendable {
    /// Streams one completion.
    ///
    /// Events are delivered in order, never concurrently, and synchronously from wherever the bytes arrived (for a
    /// token stream over NIO: the event loop). All text that one read of the model's socket brought comes as one
    /// ``ModelEvent/delta(_:)``. Nothing is delivered after the call has returned or thrown.
    func complete(_ prompt: Prompt, into delivery: Delivery) async throws -> Completion
}

extension LanguageModel {
    /// Streams one completion to a closure, which must not block and must be cheap.
    package func complete(
        _ prompt: Prompt,
        receive: @escaping @Sendable (ModelEvent) -> Void
    ) async throws -> Completion {
        try await complete(prompt, into: Delivery(receive))
    }
}
