import KayaTesting
import LanguageModels
import Testing

@Suite("The scripted model itself")
struct ScriptedModelTests {
    private let received = Received()

    @Test("It says its script and remembers the prompt")
    func script() async throws {
        let model = ScriptedModel(
            ["Guten ", .thinking, .delta("Tag", chunks: 2), .finish(.length)], saysIdentity: true)
        let completion = try await model.complete(.question, receive: received.callAsFunction)
        #expect(
            received.events == [
                .model(model.identity), .delta(Delta(text: "Guten ")), .thinking,
                .delta(Delta(text: "Tag", chunkCount: 2)),
            ])
        #expect(completion.finishReason == .length)
        #expect(model.prompts == [.question])
        #expect(model.calls.map(\.end) == [.completed])
    }

    @Test("The last script is used for all further calls")
    func last() async throws {
        let model = ScriptedModel(calls: [["a"], ["b"]])
        for _ in 0..<4 { _ = try await model.complete(.question, receive: received.callAsFunction) }
        #expect(received.text == "abbb")
    }

    @Test("It stands at a gate until that opens, and a test can wait until it does")
    func gate() async throws {
        let gate = Gate()
        let model = ScriptedModel(["a", .wait(gate), "b"])
        async let completion = model.complete(.question, receive: received.callAsFunction)
        await gate.arrival()
        #expect(received.text == "a")
        gate.open()
        _ = try await completion
        await model.ends()
        #expect(received.text == "ab")
    }

    @Test("Cancelling ends it at once, also at a gate")
    func cancelled() async {
        let gate = Gate()
        let model = ScriptedModel([.wait(gate), "a"])
        let task = Task { try await model.complete(.question) { _ in } }
        await gate.arrival()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(model.cancellations == 1)
    }
}
