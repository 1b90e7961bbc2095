import KayaTesting
import LanguageModels
import Testing

@Suite("Falling back to the next model")
struct FallbackModelTests {
    private let primary = ModelIdentity(label: "primary", model: "a")
    private let second = ModelIdentity(label: "second", model: "b")
    private let metrics = ResilienceMetrics(["primary", "second"])
    private let received = Received()

    private func ask(_ first: ScriptedModel, _ next: ScriptedModel) async -> Result<Completion, any Error> {
        let model = FallbackModel(
            [FallbackModel.Choice(primary, first), FallbackModel.Choice(second, next)], metrics: metrics.metrics)
        return await Result { try await model.complete(.question, receive: received.callAsFunction) }
    }

    @Test("The first model that answers is the only one that is asked and named")
    func first() async {
        let next = ScriptedModel(["b"])
        _ = await ask(ScriptedModel(["a"], identity: primary, saysIdentity: true), next)
        #expect(received.events == [.model(primary), .delta(Delta(text: "a"))])
        #expect(next.calls.isEmpty)
    }

    @Test(
        "When the server fails before the first delta, the next model is named and asked",
        arguments: ModelError.Code.allCases)
    func next(_ code: ModelError.Code) async {
        let next = ScriptedModel(["b"], identity: second, saysIdentity: true)
        let result = await ask(ScriptedModel([.fail(code)], identity: primary, saysIdentity: true), next)
        if code == .rejected || code == .contentFiltered {
            #expect(result.modelError?.code == code)
            #expect(next.calls.isEmpty)
        } else {
            #expect(
                received.events == [
                    .model(primary), .passedOver(primary, after: code), .model(second), .delta(Delta(text: "b")),
                ])
            #expect(metrics.value("kaya_model_fallbacks_total") == 1)
        }
    }

    @Test("Once a delta was delivered no other model is asked")
    func delivered() async {
        let next = ScriptedModel(["b"])
        let result = await ask(ScriptedModel(["a", .fail(.cut)]), next)
        #expect(result.modelError?.code == .cut)
        #expect(received.text == "a")
        #expect(next.calls.isEmpty)
    }

    @Test("When all fail, the error is the first one's")
    func allFail() async {
        let result = await ask(ScriptedModel([.fail(.timeout)]), ScriptedModel([.fail(.breakerOpen)]))
        #expect(result.modelError?.code == .timeout)
    }

    @Test("A reader's leaving asks nobody else")
    func cancelled() async {
        let first = ScriptedModel([.hang])
        let next = ScriptedModel(["b"])
        let model = FallbackModel(
            [FallbackModel.Choice(primary, first), FallbackModel.Choice(second, next)], metrics: metrics.metrics)
        let task = Task { try await model.complete(.question) { _ in } }
        await first.begins()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(next.calls.isEmpty)
        #expect(first.cancellations == 1)
    }
}
