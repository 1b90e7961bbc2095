package import Diagnostics

/// What is counted of all configured models.
package struct ModelMetrics: Sendable {
    /// Tokens that a model server counted.
    package enum TokenKind: String, MetricLabel {
        case prompt
        case completion
    }

    let calls: Family<Gauge, String>
    let firstToken: Family<Histogram, String>
    let duration: Family<Histogram, String>
    let deltas: Family<Counter, String>
    let chunks: Family<Counter, String>
    let outcomes: Family<Family<Counter, ModelOutcome>, String>
    let tokens: Family<Family<Counter, TokenKind>, String>
    let malformed: Family<Counter, String>
    let repaired: Family<Counter, String>
    let retries: Family<Family<Counter, ModelOutcome>, String>
    let statuses: Family<Family<Counter, UpstreamStatus>, String>
    let fallbacks: Family<Counter, String>
    let breaker: Family<Family<Gauge, CircuitBreaker.Phase>, String>
    let refusals: Family<Family<Counter, CircuitBreaker.Refusal.Reason>, String>

    /// Registers the metrics.
    ///
    /// - Parameter models: The labels of all configured models; others are counted as `other`.
    package init(in registry: MetricsRegistry, models: [String]) {
        let model = LabelDimension.listed(models, named: "model")
        calls = registry.gauge("kaya_model_calls", "Completions under way.", by: model)
        firstToken = registry.histogram(
            "kaya_model_first_token_seconds", "Time to the first text of a completion, retries included.", by: model)
        duration = registry.histogram(
            "kaya_model_duration_seconds", "Time from asking a model to the end of its answer.", by: model)
        deltas = registry.counter("kaya_model_deltas_total", "Pieces of text received, one per read.", by: model)
        chunks = registry.counter("kaya_model_chunks_total", "Chunks the pieces were joined from.", by: model)
        outcomes = registry.counter(
            "kaya_model_completions_total", "Completions ended, by how.", by: model,
            .cases(of: ModelOutcome.self, named: "outcome"))
        tokens = registry.counter(
            "kaya_model_tokens_total", "Tokens as the servers counted them.", by: model,
            .cases(of: TokenKind.self, named: "kind"))
        malformed = registry.counter(
            "kaya_model_malformed_events_total", "Upstream events that could not be read and were skipped.", by: model)
        repaired = registry.counter(
            "kaya_model_repaired_events_total", "Upstream events read without a second data: in front.", by: model)
        retries = registry.counter(
            "kaya_model_retries_total", "Requests sent again, by why.", by: model,
            .cases(of: ModelOutcome.self, named: "cause"))
        statuses = registry.counter(
            "kaya_model_refused_requests_total", "Attempts answered with an error status.", by: model,
            .cases(of: UpstreamStatus.self, named: "status"))
        fallbacks = registry.counter(
            "kaya_model_fallbacks_total", "Times a model was passed over for the next one.", by: model)
        breaker = registry.gauge(
            "kaya_model_breaker_state", "1 for the state the circuit breaker is in.", by: model,
            .cases(of: CircuitBreaker.Phase.self, named: "state"))
        refusals = registry.counter(
            "kaya_model_breaker_refusals_total", "Requests not sent because of the circuit breaker.", by: model,
            .cases(of: CircuitBreaker.Refusal.Reason.self, named: "reason"))
    }

    /// The series of one model.
    package subscript(_ label: String) -> ModelSeries {
        ModelSeries(label: label, of: self)
    }
}
