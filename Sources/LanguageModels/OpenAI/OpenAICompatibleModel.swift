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
package struct OpenAICompatibleModel: LanguageModel {
    package let configuration: OpenAICompatibleConfiguration
    private let transport: any ModelTransport
    private let clock: any Clock<Duration>
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
        self.clock = clock
        self.unixTime = unixTime
    }

    package func complete(
        _ prompt: Prompt,
        receive: @escaping @Sendable (ModelEvent) -> Void
    ) async throws -> Completion {
        receive(.model(configuration.identity))
        let request = ChatCompletionRequest(prompt, configuration: configuration).transportRequest
        let exchange = ModelExchange(
            configuration: configuration, stopwatch: Stopwatch(clock), unixTime: unixTime, receiver: receive)
        let failure = await send(request, for: exchange)
        do {
            return try exchange.conclude(failure)
        } catch {
            throw Task.isCancelled ? CancellationError() : error
        }
    }

    /// Runs the transport beside the clocks until either has ended, and returns what the transport threw.
    private func send(_ request: TransportRequest, for exchange: ModelExchange) async -> (any Error)? {
        await withTaskGroup(of: (any Error)?.self) { group in
            group.addTask { [transport] in
                do {
                    try await transport.send(request) { exchange.receive($0) }
                    return nil
                } catch {
                    return error
                }
            }
            group.addTask {
                await exchange.watch()
                return nil
            }
            var failure: (any Error)?
            for await ended in group {
                failure = failure ?? ended
                group.cancelAll()
            }
            return failure
        }
    }
}
