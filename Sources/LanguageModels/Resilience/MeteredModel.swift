internal import Diagnostics

/// Counts what a model does: first token, pieces, outcome, tokens, time.
///
/// Outermost around one model, so that its retries are part of what it took. A token costs two atomic additions.
package final class MeteredModel: LanguageModel {
    private let model: any LanguageModel
    private let clock: any Clock<Duration>
    private let metrics: ModelSeries

    package init(
        _ model: any LanguageModel,
        clock: any Clock<Duration> = ContinuousClock(),
        metrics: ModelSeries
    ) {
        self.model = model
        self.clock = clock
        self.metrics = metrics
    }

    package func complete(
        _ prompt: Prompt,
        receive: @escaping @Sendable (ModelEvent) -> Void
    ) async throws -> Completion {
        let stopwatch = Stopwatch(clock)
        let firstToken = FirstSign()
        metrics.calls.add(1)
        defer {
            metrics.calls.add(-1)
            metrics.duration.observe(stopwatch.elapsed())
        }
        do {
            let completion = try await model.complete(prompt) { [metrics] event in
                if case .delta(let delta) = event {
                    if firstToken.happensNow() { metrics.firstToken.observe(stopwatch.elapsed()) }
                    metrics.deltas.increment()
                    metrics.chunks.increment(by: delta.chunkCount)
                }
                receive(event)
            }
            metrics.ended(completion)
            return completion
        } catch {
            metrics.failed(error, isCancelled: Task.isCancelled)
            throw error
        }
    }
}
