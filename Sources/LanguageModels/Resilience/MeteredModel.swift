internal import Diagnostics

/// Counts what a model does: first token, pieces, outcome, tokens, time.
///
/// Outermost around one model, so that its retries are part of what it took. What it counts is there when a call ends.
package final class MeteredModel: LanguageModel {
    private let model: any LanguageModel
    private let time: MonotonicTime
    private let metrics: ModelSeries

    package init(
        _ model: any LanguageModel,
        clock: any Clock<Duration> = ContinuousClock(),
        metrics: ModelSeries
    ) {
        self.model = model
        time = MonotonicTime(clock)
        self.metrics = metrics
    }

    package func complete(_ prompt: Prompt, into delivery: Delivery) async throws -> Completion {
        let stopwatch = Stopwatch(time)
        let firstText = FirstToken(time, countsReasoning: false)
        delivery.observe(firstText)
        metrics.calls.add(1)
        defer { metrics.callEnded(after: stopwatch.elapsed(), firstText: firstText.elapsed, delivery) }
        do {
            let completion = try await model.complete(prompt, into: delivery)
            metrics.ended(completion)
            return completion
        } catch {
            metrics.failed(error, isCancelled: Task.isCancelled)
            throw error
        }
    }
}
