import KayaTesting
import LanguageModels
import Testing

@Suite("Counting what a model does")
struct MeteredModelTests {
    private let clock = ManualClock()
    private let metrics = ResilienceMetrics()

    private func metered(_ script: [ScriptedModel.Step]) -> MeteredModel {
        MeteredModel(ScriptedModel(script), clock: clock, metrics: metrics.series)
    }

    @Test("First token, pieces, chunks, tokens, outcome and duration are counted")
    func counts() async throws {
        let clock = clock
        let model = metered([
            .thinking, .perform { clock.advance(by: .milliseconds(300)) }, .delta("Guten ", chunks: 3), "Tag",
            .perform { clock.advance(by: .seconds(2)) },
            .finish(.length, usage: Usage(promptTokens: 100, completionTokens: 7), repaired: 2),
        ])
        _ = try await model.complete(.question) { _ in }
        #expect(metrics.value("kaya_model_first_token_seconds_count") == 1)
        #expect(metrics.value("kaya_model_first_token_seconds_sum") == 0.3)
        #expect(metrics.value("kaya_model_duration_seconds_sum") == 2.3)
        #expect(metrics.value("kaya_model_deltas_total") == 2)
        #expect(metrics.value("kaya_model_chunks_total") == 4)
        #expect(metrics.value("kaya_model_repaired_events_total") == 2)
        #expect(metrics.value("kaya_model_completions_total", "outcome=\"length\"") == 1)
        #expect(metrics.value("kaya_model_tokens_total", "kind=\"prompt\"") == 100)
        #expect(metrics.value("kaya_model_tokens_total", "kind=\"completion\"") == 7)
        #expect(metrics.value("kaya_model_calls") == 0)
    }

    @Test("Every error code has its outcome", arguments: ModelError.Code.allCases)
    func errors(_ code: ModelError.Code) async {
        let model = metered([.fail(code, status: 503)])
        _ = await Result { try await model.complete(.question) { _ in } }
        #expect(metrics.value("kaya_model_completions_total", "outcome=\"\(code.rawValue)\"") == 1)
        #expect(metrics.value("kaya_model_refused_requests_total", "status=\"503\"") == 1)
        #expect(metrics.value("kaya_model_first_token_seconds_count") == 0)
    }

    @Test("A status nobody listed is counted as other")
    func oddStatus() async {
        _ = await Result { try await metered([.fail(.serverError, status: 599)]).complete(.question) { _ in } }
        #expect(metrics.value("kaya_model_refused_requests_total", "status=\"other\"") == 1)
    }

    @Test("A call that is cancelled is under way until then, and counts as cancelled")
    func cancelled() async {
        let scripted = ScriptedModel(["Guten ", .hang])
        let model = MeteredModel(scripted, clock: clock, metrics: metrics.series)
        let task = Task { try await model.complete(.question) { _ in } }
        await scripted.begins()
        #expect(metrics.value("kaya_model_calls") == 1)
        task.cancel()
        _ = await task.result
        #expect(metrics.value("kaya_model_completions_total", "outcome=\"cancelled\"") == 1)
        #expect(metrics.value("kaya_model_calls") == 0)
    }
}
