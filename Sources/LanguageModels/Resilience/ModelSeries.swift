internal import Diagnostics

/// What is counted of one model.
package final class ModelSeries: Sendable {
    /// The operator's label of the model.
    package let label: String
    let calls: Gauge
    private let firstToken: Histogram
    private let duration: Histogram
    private let deltas: Counter
    private let chunks: Counter
    private let outcomes: Family<Counter, ModelOutcome>
    private let tokens: Family<Counter, ModelMetrics.TokenKind>
    private let malformed: Counter
    private let repaired: Counter
    private let retries: Family<Counter, ModelOutcome>
    private let statuses: Family<Counter, UpstreamStatus>
    private let fallbacks: Counter
    private let breaker: Family<Gauge, CircuitBreaker.Phase>
    private let refusals: Family<Counter, CircuitBreaker.Refusal.Reason>

    init(label: String, of metrics: ModelMetrics) {
        self.label = label
        calls = metrics.calls[label]
        firstToken = metrics.firstToken[label]
        duration = metrics.duration[label]
        deltas = metrics.deltas[label]
        chunks = metrics.chunks[label]
        outcomes = metrics.outcomes[label]
        tokens = metrics.tokens[label]
        malformed = metrics.malformed[label]
        repaired = metrics.repaired[label]
        retries = metrics.retries[label]
        statuses = metrics.statuses[label]
        fallbacks = metrics.fallbacks[label]
        breaker = metrics.breaker[label]
        refusals = metrics.refusals[label]
    }

    /// A call has ended, in whatever way. Its text is that of this model, because none is asked after text was delivered.
    @inline(never)
    func callEnded(after duration: Duration, firstText: Duration?, _ delivery: Delivery) {
        calls.add(-1)
        self.duration.observe(duration)
        deltas.increment(by: delivery.deltaCount)
        chunks.increment(by: delivery.chunkCount)
        if let firstText { firstToken.observe(firstText) }
    }

    @inline(never)
    func ended(_ completion: Completion) {
        outcomes[ModelOutcome(completion.finishReason)].increment()
        malformed.increment(by: completion.malformedEventCount)
        repaired.increment(by: completion.repairedEventCount)
        guard let usage = completion.usage else { return }
        tokens[.prompt].increment(by: usage.promptTokens)
        tokens[.completion].increment(by: usage.completionTokens)
    }

    @inline(never)
    func failed(_ error: any Error, isCancelled: Bool) {
        outcomes[ModelOutcome(error, isCancelled: isCancelled)].increment()
        countStatus(error)
    }

    /// An attempt failed and is made again.
    func attemptFailed(_ error: ModelError) {
        retries[ModelOutcome(error, isCancelled: false)].increment()
        countStatus(error)
    }

    func passedOver() {
        fallbacks.increment()
    }

    func refused(_ reason: CircuitBreaker.Refusal.Reason) {
        refusals[reason].increment()
    }

    func breakerEntered(_ phase: CircuitBreaker.Phase) {
        for other in CircuitBreaker.Phase.allCases { breaker[other].set(other == phase ? 1 : 0) }
    }

    private func countStatus(_ error: any Error) {
        if let status = (error as? ModelError)?.status { statuses[UpstreamStatus(status)].increment() }
    }
}
