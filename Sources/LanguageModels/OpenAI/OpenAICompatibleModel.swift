internal import Foundation

/// A model behind a server that speaks OpenAI's chat completions, streamed.
///
/// Every completion runs under the clocks of its configuration and fails as a ``ModelError``; nothing is tried twice
/// here. A completion that fails, and one whose task is cancelled, closes its connection at once.
///
/// ```swift
/// let model = OpenAICompatibleModel(configuration, transport: transport, clock: ContinuousClock())
/// let completion = try await model.complete(prompt) { event in show(event) }
/// ```
package final class OpenAICompatibleModel: LanguageModel {
    package let configuration: OpenAICompatibleConfiguration
    private let transport: any ModelTransport
    private let time: MonotonicTime
    private let unixTime: @Sendable () -> Int

    /// - Parameters:
    ///   - clock: measures the timeouts.
    ///   - unixTime: the wall clock, seconds since 1970, for dates in `Retry-After`.
    package init(
        _ configuration: OpenAICompatibleConfiguration,
        transport: any ModelTransport,
        clock: any Clock<Duration>,
        unixTime: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970) }
    ) {
        self.configuration = configuration
        self.transport = transport
        time = MonotonicTime(clock)
        self.unixTime = unixTime
    }

    package func complete(_ prompt: Prompt, into delivery: Delivery) async throws -> Completion {
        delivery.receive(.model(configuration.identity))
        let exchange = exchange(delivery)
        do {
            try await transport.send(request(for: prompt)) { exchange.receive($0) }
        } catch {
            return try exchange.conclude(error, isCancelled: Task.isCancelled)
        }
        return try exchange.conclude(nil, isCancelled: Task.isCancelled)
    }

    @inline(never)
    private func exchange(_ delivery: Delivery) -> ModelExchange {
        ModelExchange(
            configuration: configuration, stopwatch: Stopwatch(time), unixTime: unixTime, delivery: delivery)
    }

    @inline(never)
    private func request(for prompt: Prompt) -> TransportRequest {
        ChatCompletionRequest(prompt, configuration: configuration).transportRequest
    }
}
