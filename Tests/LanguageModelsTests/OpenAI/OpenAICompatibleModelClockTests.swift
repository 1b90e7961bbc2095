import KayaTesting
import Testing

@testable import LanguageModels

/// The defaults are those of the wire's contract: connect 3 s, head 10 s, first delta 20 s or 60 s, idle 30 s, total
/// 120 s, drain 2 s.
@Suite("The clocks of a completion")
struct OpenAICompatibleModelClockTests {
    @Test("No connection after 3 s is a timeout of the connect clock")
    func connect() async {
        let trial = ModelTrial { clock in [.advance(clock, sleeping: .seconds(3), by: .seconds(3)), .hang] }
        await expectTimeout(.connect, trial)
    }

    @Test("No head 10 s after the connection is a timeout of the response head clock")
    func head() async {
        let trial = ModelTrial { clock in
            [
                .advance(clock, sleeping: .seconds(3), by: .seconds(1)), .connected,
                .advance(clock, sleeping: .seconds(3), by: .seconds(2)),
                .advance(clock, sleeping: .seconds(11), by: .seconds(8)), .hang,
            ]
        }
        await expectTimeout(.responseHead, trial)
    }

    @Test("Comments and roles are no first delta: 20 s are a timeout")
    func firstDelta() async {
        let role = #"{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#
        let trial = ModelTrial { clock in
            [.watched(clock)] + .start + [.advance(clock, sleeping: .seconds(3), by: .seconds(15))]
                + [.body(": keepalive\n\n"), .readComplete] + .read(role)
                + [.advance(clock, sleeping: .seconds(20), by: .seconds(5)), .hang]
        }
        await expectTimeout(.firstDelta, trial)
    }

    @Test("D11: Once thoughts arrive the first delta may take 60 s")
    func firstDeltaWhileReasoning() async {
        let thought = #"{"choices":[{"index":0,"delta":{"reasoning":"Hm"}}]}"#
        let trial = ModelTrial { clock in
            [.watched(clock)] + .start + [
                .advance(clock, sleeping: .seconds(3), by: .seconds(19)), .sleeping(clock, until: .seconds(20)),
            ] + .read(thought)
                + [.advance(clock, sleeping: .seconds(20), by: .seconds(21)), .sleeping(clock, until: .seconds(49))]
                + .read(thought)
                + [.advance(clock, sleeping: .seconds(49), by: .seconds(15))]
                + [.advance(clock, sleeping: .seconds(60), by: .seconds(5)), .hang]
        }
        await expectTimeout(.firstDelta, trial)
    }

    @Test("D35: A stall of 30 s in the middle is a timeout of the idle clock, and the connection is closed")
    func idle() async {
        let trial = ModelTrial { clock in
            [.watched(clock)] + .start + .text("a") + [
                .advance(clock, sleeping: .seconds(3), by: .seconds(29)), .sleeping(clock, until: .seconds(30)),
            ]
                + [.body(": keepalive\n\n"), .readComplete]
                + [.advance(clock, sleeping: .seconds(30), by: .seconds(1))]
                + [.advance(clock, sleeping: .seconds(59), by: .seconds(29)), .hang]
        }
        await expectTimeout(.idle, trial)
        #expect(trial.deltas == ["a"])
    }

    @Test("D36: A live stream is ended by the total clock alone, after 120 s")
    func total() async {
        let trial = ModelTrial { clock in
            let second: [ScriptedTransport.Step] = .text("a") + [.perform { clock.advance(by: .seconds(1)) }]
            return .start + (0..<119).flatMap { _ in second }
                + [
                    .perform { await clock.sleeper(until: .seconds(120)) }, .perform { clock.advance(by: .seconds(1)) },
                    .hang,
                ]
        }
        await expectTimeout(.total, trial)
        #expect(trial.deltas.count == 119)
    }

    @Test("D36: Without a total clock a live stream may take ten minutes")
    func noTotal() async throws {
        let trial = ModelTrial(.test(timeouts: ModelTimeouts(total: nil))) { clock in
            let second: [ScriptedTransport.Step] = .text("a") + [.perform { clock.advance(by: .seconds(1)) }]
            return .start + (0..<600).flatMap { _ in second } + .finish() + .done
        }
        _ = try await trial.run()
        #expect(trial.deltas.count == 600)
    }

    @Test("D05: After the finish reason 2 s are waited for usage, then the answer is complete without")
    func drain() async throws {
        let trial = ModelTrial { clock in
            [.watched(clock)] + .start + .text("a") + .finish()
                + [.advance(clock, sleeping: .seconds(2), by: .seconds(2)), .hang]
        }
        let completion = try await trial.run()
        #expect(completion.finishReason == .stop && completion.usage == nil)
        #expect(trial.transport.wasCancelled)
    }

    @Test("D17: After [DONE] without usage the end of the body is waited for, at most 1 s")
    func drainAfterDone() async throws {
        let trial = ModelTrial { clock in
            [.watched(clock)] + .start + .text("a") + .finish() + .done + [
                .advance(clock, sleeping: .seconds(1), by: .seconds(1)), .hang,
            ]
        }
        #expect(try await trial.run().finishReason == .stop)
    }

    @Test("D05: Bytes after the finish reason do not lengthen the drain")
    func drainIsNotExtended() async throws {
        let trial = ModelTrial { clock in
            [.watched(clock)] + .start + .text("a") + .finish() + [
                .advance(clock, sleeping: .seconds(2), by: .seconds(1))
            ]
                + [.body(": x\n\n"), .readComplete] + .finish()
                + [.advance(clock, sleeping: .seconds(2), by: .seconds(1)), .hang]
        }
        _ = try await trial.run()
        #expect(trial.deltas == ["a"])
    }

    @Test("D22: The body of an error status is read for 2 s at most")
    func errorBody() async {
        let trial = ModelTrial { clock in
            [
                .watched(clock), .connected, .head(503, [("Retry-After", "7")]), .body("{\"error\":"), .readComplete,
                .advance(clock, sleeping: .seconds(2), by: .seconds(2)), .hang,
            ]
        }
        let failure = await trial.failure()
        #expect(failure?.code == .serverError && failure?.status == 503)
        #expect(failure?.retryAfter == .seconds(7))
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
        #expect(trial.transport.wasCancelled)
    }
}

extension ScriptedTransport.Step {
    /// Waits until the connect deadline is slept for, so that later deadlines are armed in a known order.
    static func watched(_ clock: ManualClock) -> Self {
        sleeping(clock, until: .seconds(3))
    }

    static func sleeping(_ clock: ManualClock, until deadline: Duration) -> Self {
        .perform { await clock.sleeper(until: deadline) }
    }

    /// Moves the clock once somebody sleeps until `deadline`.
    static func advance(_ clock: ManualClock, sleeping deadline: Duration, by duration: Duration) -> Self {
        .perform {
            await clock.sleeper(until: deadline)
            clock.advance(by: duration)
        }
    }
}
