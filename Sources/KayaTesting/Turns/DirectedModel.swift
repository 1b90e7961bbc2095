package import LanguageModels
internal import Synchronization

/// A model that says what a test tells it to, when the test tells it.
///
/// Every completion arrives as a ``DirectedCall``, through which the test speaks, ends the answer, or waits for the
/// model to be stopped.
///
/// ```swift
/// let call = await model.nextCall()
/// call.say("Moin")
/// call.finish()
/// ```
package final class DirectedModel: LanguageModel {
    /// Who every completion says it was.
    package static let identity = ModelIdentity(label: "primary", model: "directed-1")

    private let calls = Arrivals<DirectedCall>()
    private let count = Atomic(0)

    package init() {}

    /// How many completions were asked for.
    package var callCount: Int { count.load(ordering: .sequentiallyConsistent) }

    /// The next completion that was asked for; waits until there is one.
    package func nextCall() async -> DirectedCall {
        await calls.next()
    }

    package func complete(_ prompt: Prompt, into delivery: Delivery) async throws -> Completion {
        let call = DirectedCall(prompt: prompt, delivery: delivery)
        count.wrappingAdd(1, ordering: .sequentiallyConsistent)
        calls.put(call)
        return try await call.outcome()
    }
}
