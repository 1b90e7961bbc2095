/// Asks models in order of preference until one begins to answer.
///
/// The next model is asked only while nothing was delivered, and only for failures of the server: a request that was
/// refused as wrong, or by a content filter, stays refused. When all failed, the error is that of the first.
package final class FallbackModel: LanguageModel {
    /// A model and who it is.
    package final class Choice: Sendable {
        package let identity: ModelIdentity
        package let model: any LanguageModel

        package init(_ identity: ModelIdentity, _ model: any LanguageModel) {
            self.identity = identity
            self.model = model
        }
    }

    private let choices: [Choice]
    private let metrics: ModelMetrics

    /// - Parameters:
    ///   - choices: The models, best first; at least one.
    ///   - metrics: Where models passed over are counted.
    package init(_ choices: [Choice], metrics: ModelMetrics) {
        precondition(!choices.isEmpty, "a preference order has at least one model")
        self.choices = choices
        self.metrics = metrics
    }

    package func complete(_ prompt: Prompt, into delivery: Delivery) async throws -> Completion {
        var firstError: (any Error)?
        for choice in choices {
            delivery.receive(.model(choice.identity))
            do {
                return try await choice.model.complete(prompt, into: delivery)
            } catch {
                try passOver(choice, after: error, delivery)
                firstError = firstError ?? error
            }
        }
        throw firstError ?? CancellationError()
    }

    /// - Throws: The error, if the next model must not be asked after it.
    @inline(never)
    private func passOver(_ choice: Choice, after error: any Error, _ delivery: Delivery) throws {
        guard delivery.deltaCount == 0, !Task.isCancelled, Self.isOfServer(error) else { throw error }
        metrics[choice.identity.label].passedOver()
        delivery.receive(.passedOver(choice.identity, after: (error as? ModelError)?.code ?? .serverError))
    }

    private static func isOfServer(_ error: any Error) -> Bool {
        if error is CancellationError { return false }
        guard let error = error as? ModelError else { return true }
        return error.code != .rejected && error.code != .contentFiltered
    }
}
