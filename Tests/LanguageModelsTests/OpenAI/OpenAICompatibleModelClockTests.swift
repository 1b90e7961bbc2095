import KayaTesting
import Testing

@testable import LanguageModels

/// The defaults are those of the wire's contract: connect 3 s, head 10 s, first delta 20 s or 60 s, idle 30 s, total
/// 120 s, drain 2 s.
@Suite("The clocks of a completion")
struct OpenAICompatibleModelClockTests {
    @Test("No connection after 3 s is a timeout of the connect clock")
    func connect() async {
        let trial = ModelTrial { clock in .after(.seconds(3), on: clock) }
        await expectTimeout(.connect, trial)
    }

    @Test("No head 10 s after the connection is a timeout of the response head clock")
    func head() async {
        let trial = ModelTrial { clock in
            .after(.seconds(1), on: clock) + [.connected] + .after(.milliseconds(9999), on: clock) + [.note("in time")]
                + .after(.milliseconds(1), on: clock)
        }
        await expectTimeout(.responseHead, trial)
        #expect(trial.transport.notes == ["in time"])
    }

    @Test("Comments and roles are no first delta: 20 s are a timeout")
    func firstDelta() async {
        let role = #"{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#
        let trial = ModelTrial { clock in
            .start + .after(.seconds(15), on: clock) + [.body(": keepalive\n\n"), .readComplete] + .read(role)
                + .after(.seconds(5), on: clock)
        }
        await expectTimeout(.firstDelta, trial)
    }

    @Test("D11: Once thoughts arrive the first delta may take 60 s")
    func firstDeltaWhileReasoning() async {
        let thought = #"{"choices":[{"index":0,"delta":{"reasoning":"Hm"}}]}"#
        let trial = ModelTrial { clock in
            .start + .after(.seconds(19), on: clock) + .read(thought) + .after(.seconds(21), on: clock) + .read(thought)
                + .after(.seconds(15), on: clock) + [.note("in time")] + .after(.seconds(5), on: clock)
        }
        await expectTimeout(.firstDelta, trial)
        #expect(trial.transport.notes == ["in time"])
    }

    @Test("D35: A stall of 30 s in the middle is a timeout of the idle clock, and the connection is closed")
    func idle() async {
        let trial = ModelTrial { clock in
            .start + .text("a") + .after(.seconds(29), on: clock) + [.body(": keepalive\n\n"), .readComplete]
                + .after(.seconds(29), on: clock) + [.note("in time")] + .after(.seconds(1), on: clock)
        }
        await expectTimeout(.idle, trial)
        #expect(trial.transport.notes == ["in time"])
        #expect(trial.deltas == ["a"])
    }

    @Test("D36: A live stream is ended by the total clock alone, after 120 s")
    func total() async {
        let trial = ModelTrial { clock in
            let second: [ScriptedTransport.Step] = .text("a") + .after(.seconds(1), on: clock)
            return .start + (0..<130).flatMap { _ in second }
        }
        await expectTimeout(.total, trial)
        #expect(trial.deltas.count == 120)
    }

    @Test("D36: Without a total clock a live stream may take ten minutes")
    func noTotal() async throws {
        let trial = ModelTrial(.test(timeouts: ModelTimeouts(total: nil))) { clock in
            let second: [ScriptedTransport.Step] = .text("a") + .after(.seconds(1), on: clock)
            return .start + (0..<600).flatMap { _ in second } + .finish() + .done
        }
        _ = try await trial.run()
        #expect(trial.deltas.count == 600)
    }

    @Test("D05: After the finish reason 2 s are waited for usage, then the answer is complete without")
    func drain() async throws {
        let trial = ModelTrial { clock in
            .start + .text("a") + .finish() + .after(.milliseconds(1999), on: clock) + [.note("waits")]
                + .after(.milliseconds(1), on: clock)
        }
        let completion = try await trial.run()
        #expect(completion.finishReason == .stop && completion.usage == nil)
        #expect(trial.transport.notes == ["waits"])
        #expect(trial.transport.wasAbandoned)
    }

    @Test("D17: After [DONE] without usage the end of the body is waited for, at most 1 s")
    func drainAfterDone() async throws {
        let trial = ModelTrial { clock in
            .start + .text("a") + .finish() + .done + .after(.seconds(1), on: clock)
        }
        #expect(try await trial.run().finishReason == .stop)
        #expect(trial.transport.wasAbandoned)
    }

    @Test("D05: Bytes after the finish reason do not lengthen the drain")
    func drainIsNotExtended() async throws {
        let trial = ModelTrial { clock in
            .start + .text("a") + .finish() + .after(.seconds(1), on: clock) + [.body(": x\n\n"), .readComplete]
                + .finish() + .after(.seconds(1), on: clock)
        }
        _ = try await trial.run()
        #expect(trial.deltas == ["a"])
        #expect(trial.transport.wasAbandoned)
    }

    @Test("D22: The body of an error status is read for 2 s at most")
    func errorBody() async {
        let trial = ModelTrial { clock in
            [.connected, .head(503, [("Retry-After", "7")]), .body("{\"error\":"), .readComplete]
                + .after(.seconds(2), on: clock)
        }
        let failure = await trial.failure()
        #expect(failure?.code == .serverError && failure?.status == 503)
        #expect(failure?.retryAfter == .seconds(7))
        #expect(trial.transport.wasAbandoned)
    }

    @Test("D22: No more than 64 KiB of an error's body are read")
    func errorBodyBound() async {
        let part = String(repeating: "x", count: 1 << 14)
        let trial = ModelTrial { _ in
            [.connected, .head(500, [])] + (0..<8).flatMap { _ in [.body(part), .readComplete] } + [.hang]
        }
        #expect(await trial.failure()?.code == .serverError)
        #expect(trial.transport.wasStopped)
    }

    private func expectTimeout(_ clock: ModelError.Clock, _ trial: ModelTrial) async {
        let failure = await trial.failure()
        #expect(failure?.code == .timeout && failure?.clock == clock, "\(failure.map { "\($0)" } ?? "no failure")")
        #expect(failure?.isRetryable == true)
        #expect(trial.transport.wasAbandoned)
    }
}

extension [ScriptedTransport.Step] {
    /// Lets time pass, with a tick before and after.
    static func after(_ duration: Duration, on clock: ManualClock) -> Self {
        [.tick, .perform { clock.advance(by: duration) }, .tick]
    }
}
