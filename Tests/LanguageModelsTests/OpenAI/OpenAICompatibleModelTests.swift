import KayaTesting
import Testing

@testable import LanguageModels

@Suite("A model behind an OpenAI-compatible server")
struct OpenAICompatibleModelTests {
    @Test("A completion says the model, then one delta a read, and returns how it ended")
    func completes() async throws {
        let trial = ModelTrial { _ in
            .start + .read(chunk("Guten"), chunk(" ")) + .text("Tag") + .finish() + .usage + .done
        }
        let completion = try await trial.run()
        #expect(
            trial.events == [
                .model(ModelIdentity(label: "primary", model: "m")), .delta(Delta(text: "Guten ", chunkCount: 2)),
                .delta(Delta(text: "Tag", chunkCount: 1)),
            ])
        #expect(completion.finishReason == .stop)
        #expect(completion.usage == Usage(promptTokens: 5, completionTokens: 2))
        #expect(trial.transport.wasStopped && !trial.transport.wasCancelled)
    }

    @Test("Several body parts of one read are one delta")
    func oneDeltaARead() async throws {
        let trial = ModelTrial { _ in
            .start + [.body("data: \(chunk("a"))\n\ndata: {\"cho")]
                + [.body("ices\":[{\"delta\":{\"content\":\"b\"}}]}\n\n"), .readComplete] + .finish() + .done
        }
        _ = try await trial.run()
        #expect(trial.deltas == ["ab"])
    }

    @Test("D11: Thoughts are said once a read and never as text")
    func thinking() async throws {
        let thought = #"{"choices":[{"index":0,"delta":{"reasoning_content":"Hm"}}]}"#
        let trial = ModelTrial { _ in .start + .read(thought, thought) + .read(thought) + .text("a") + .finish() + .done
        }
        _ = try await trial.run()
        #expect(trial.events.filter { $0 == .thinking }.count == 2)
        #expect(trial.deltas == ["a"])
    }

    @Test("D18: An error after text keeps the text, and the connection is closed")
    func errorAfterText() async {
        let trial = ModelTrial { _ in .start + .text("Guten ") + .read(#"{"error":{"message":"gone"}}"#) + [.hang] }
        let failure = await trial.failure()
        #expect(failure?.code == .serverError)
        #expect(trial.deltas == ["Guten "])
        #expect(trial.transport.wasAbandoned)
    }

    @Test("D19: A connection cut before the end is a cut, whatever was read")
    func cut() async {
        let trial = ModelTrial { _ in .start + .text("Guten ") + [.fail(TransportError(.cut, "reset by peer"))] }
        let failure = await trial.failure()
        #expect(failure?.code == .cut && failure?.isRetryable == true)
        #expect(trial.deltas == ["Guten "])
    }

    @Test("D19: A connection cut after the finish reason has cut nothing")
    func cutAfterFinish() async throws {
        let trial = ModelTrial { _ in .start + .text("Guten Tag") + .finish() + [.fail(TransportError(.cut, "reset"))] }
        #expect(try await trial.run().finishReason == .stop)
    }

    @Test("D19: Bytes that no read completed are not lost when the connection is cut")
    func cutInsideRead() async {
        let trial = ModelTrial { _ in
            .start + [.body("data: \(chunk("Guten "))\n\n"), .fail(TransportError(.cut, "reset"))]
        }
        #expect(await trial.failure()?.code == .cut)
        #expect(trial.deltas == ["Guten "])
    }

    @Test(
        "A transport's failures are a model's failures",
        arguments: [
            (TransportError.Code.unreachable, ModelError.Code.unreachable), (.connectTimeout, .timeout), (.cut, .cut),
            (.malformed, .malformed), (.exhausted, .unreachable),
        ])
    func transportFailures(transport: TransportError.Code, expected: ModelError.Code) async {
        let trial = ModelTrial { _ in [.fail(TransportError(transport, "x"))] }
        let failure = await trial.failure()
        #expect(failure?.code == expected)
        #expect(failure?.clock == (transport == .connectTimeout ? .connect : nil))
    }

    @Test("D20: A body that ends without a finish reason and [DONE] is truncated")
    func truncated() async {
        let trial = ModelTrial { _ in .start + .text("Guten ") }
        #expect(await trial.failure()?.code == .truncated)
    }

    @Test("D24: A page instead of an answer fails at once, without waiting for its body")
    func page() async {
        let trial = ModelTrial { _ in [.connected, .head(200, [("content-type", "text/html")]), .hang] }
        let failure = await trial.failure()
        #expect(failure?.code == .malformed && failure?.isRetryable == false)
    }

    @Test("F22: A compressed answer fails at once")
    func compressed() async {
        let headers = [("content-type", "text/event-stream"), ("content-encoding", "br")]
        let trial = ModelTrial { _ in [.connected, .head(200, headers), .hang] }
        #expect(await trial.failure()?.code == .malformed)
    }

    @Test("An answer is cut at its bound, and the server is left")
    func tooLong() async {
        let trial = ModelTrial(.test(maximumAnswerCharacterCount: 5)) { _ in
            .start + .text("äöü") + .text("ßxyz") + .text("more") + [.hang]
        }
        let failure = await trial.failure()
        #expect(failure?.code == .tooLong)
        #expect(trial.deltas == ["äöü", "ßx"])
        #expect(trial.transport.wasAbandoned)
    }

    @Test("An answer of exactly its bound is whole")
    func exactlyLongEnough() async throws {
        let trial = ModelTrial(.test(maximumAnswerCharacterCount: 5)) { _ in .start + .text("Hallo") + .finish() + .done
        }
        _ = try await trial.run()
        #expect(trial.deltas == ["Hallo"])
    }

    @Test("Cancelling the task closes the connection and throws CancellationError")
    func cancellation() async throws {
        let (hanging, continuation) = AsyncStream.makeStream(of: Void.self)
        let trial = ModelTrial { _ in .start + .text("Guten ") + [.perform { continuation.yield() }, .hang] }
        let task = Task { try await trial.run() }
        for await _ in hanging { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(trial.transport.wasCancelled)
    }

    @Test("The request goes to the configured place with the key, uncompressed")
    func request() async throws {
        let trial = ModelTrial { _ in .start + .text("a") + .finish() + .done }
        _ = try await trial.run()
        let request = try #require(trial.transport.requests.first)
        #expect(request.url.target == "/v1/chat/completions")
        #expect(request.headers.contains { $0 == ("Authorization", "Bearer sk-test-1234567890") })
        #expect(request.headers.contains { $0 == ("Accept-Encoding", "identity") })
        #expect(trial.transport.requests.count == 1)
    }

    private func chunk(_ text: String) -> String {
        #"{"choices":[{"index":0,"delta":{"content":"\#(text)"},"finish_reason":null}]}"#
    }
}
