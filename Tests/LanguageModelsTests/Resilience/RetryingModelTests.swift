import KayaTesting
import LanguageModels
import Testing

@Suite("Sending a failed request again")
struct RetryingModelTests {
    private let clock = ManualClock()
    private let metrics = ResilienceMetrics()
    private let received = Received()

    private func retrying(_ model: any LanguageModel, budget: RetryBudget = RetryBudget()) -> RetryingModel {
        RetryingModel(
            model, budget: budget, clock: clock, random: RandomSource(FixedGenerator.lowest), metrics: metrics.series)
    }

    @Test("A second attempt begins after half a second and its answer is the only one")
    func once() async throws {
        let model = ScriptedModel(calls: [[.fail(.cut)], ["Guten ", "Tag"]])
        let retrying = retrying(model)
        async let completion = retrying.complete(.question, receive: received.callAsFunction)
        await clock.sleeper(until: .milliseconds(500))
        #expect(model.calls.count == 1)
        clock.advance(by: .milliseconds(500))
        #expect(try await completion.finishReason == .stop)
        #expect(received.text == "Guten Tag")
        #expect(received.events.first == .retrying(attempt: 1, delay: .milliseconds(500), after: .cut))
        #expect(metrics.value("kaya_model_retries_total", "cause=\"cut\"") == 1)
    }

    @Test("After two retries the last error is reported")
    func exhausted() async throws {
        let model = ScriptedModel(calls: [[.fail(.cut)], [.fail(.empty)], [.fail(.truncated)], ["late"]])
        let retrying = retrying(model)
        async let outcome = Result { try await retrying.complete(.question, receive: received.callAsFunction) }
        await clock.sleeper(until: .milliseconds(500))
        clock.advance(by: .milliseconds(500))
        await clock.sleeper(until: .milliseconds(1500))
        clock.advance(by: .seconds(1))
        let code = await outcome.modelError?.code
        #expect(code == .truncated)
        #expect(model.calls.count == 3)
        #expect(received.text.isEmpty)
    }

    @Test("Nothing is sent again once a delta was delivered")
    func delivered() async {
        let model = ScriptedModel(calls: [["Guten ", .fail(.cut)], ["Guten Tag"]])
        let outcome = await Result { try await retrying(model).complete(.question, receive: received.callAsFunction) }
        #expect(outcome.modelError?.code == .cut)
        #expect(model.calls.count == 1)
        #expect(received.text == "Guten ")
    }

    @Test("Reasoning alone is no delivery")
    func thinking() async throws {
        let model = ScriptedModel(calls: [[.thinking, .fail(.cut)], ["ok"]])
        let retrying = retrying(model)
        async let completion = retrying.complete(.question, receive: received.callAsFunction)
        await clock.sleeper(until: .milliseconds(500))
        clock.advance(by: .milliseconds(500))
        _ = try await completion
        #expect(received.text == "ok")
    }

    @Test("What would fail again fails at once", arguments: [ModelError.Code.rejected, .misconfigured, .breakerOpen])
    func pointless(_ code: ModelError.Code) async {
        let model = ScriptedModel(calls: [[.fail(code)], ["ok"]])
        let outcome = await Result { try await retrying(model).complete(.question, receive: received.callAsFunction) }
        #expect(outcome.modelError?.code == code)
        #expect(model.calls.count == 1)
    }

    @Test("A Retry-After beyond the first token's budget fails at once")
    func longRetryAfter() async {
        let model = ScriptedModel(calls: [[.fail(.rateLimited, retryAfter: .seconds(30))], ["ok"]])
        let outcome = await Result { try await retrying(model).complete(.question, receive: received.callAsFunction) }
        #expect(outcome.modelError?.retryAfter == .seconds(30))
        #expect(clock.deadlines.isEmpty)
    }

    @Test("Time that an attempt took counts against the budget")
    func slowAttempt() async {
        let clock = clock
        let slow = ScriptedModel.Step.perform { clock.advance(by: .seconds(20)) }
        let model = ScriptedModel(calls: [[slow, .fail(.timeout)], ["ok"]])
        let outcome = await Result { try await retrying(model).complete(.question, receive: received.callAsFunction) }
        #expect(outcome.modelError?.code == .timeout)
        #expect(model.calls.count == 1)
    }

    @Test("Cancelling ends the wait for the next attempt at once")
    func cancelled() async {
        let model = ScriptedModel(calls: [[.fail(.cut)], ["ok"]])
        let retrying = retrying(model)
        let receive = received
        let task = Task { try await retrying.complete(.question, receive: receive.callAsFunction) }
        await clock.sleeper(until: .milliseconds(500))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(model.calls.count == 1)
    }

    @Test("An error that follows from a cancellation is not retried")
    func errorWhileCancelled() async {
        let gate = Gate()
        let model = ScriptedModel(calls: [
            [
                .perform {
                    do { try await gate.wait() } catch { throw ModelError(.cut, "socket closed by us") }
                }
            ], ["ok"],
        ])
        let retrying = retrying(model)
        let task = Task { try await retrying.complete(.question) { _ in } }
        await gate.arrival()
        task.cancel()
        _ = await task.result
        #expect(model.calls.count == 1)
    }

    @Test("When too many retries are running, a failure is reported instead")
    func budget() async {
        let budget = RetryBudget(minimum: 1)
        let first = ScriptedModel([.fail(.cut)])
        let waiting = retrying(first, budget: budget)
        let task = Task { try await waiting.complete(.question) { _ in } }
        await clock.sleeper(until: .milliseconds(500))
        let second = ScriptedModel([.fail(.cut)])
        let outcome = await Result { try await retrying(second, budget: budget).complete(.question) { _ in } }
        #expect(outcome.modelError?.code == .cut)
        #expect(second.calls.count == 1)
        task.cancel()
        _ = await task.result
        #expect(budget.retrying == 0)
    }

    @Test("A retry has its place in the budget until its first delta, not only while it waits to begin")
    func heldWhileAsking() async throws {
        let budget = RetryBudget(minimum: 1)
        let gate = Gate()
        let model = ScriptedModel(calls: [[.fail(.cut)], [.wait(gate), "Guten Tag"]])
        let retrying = retrying(model, budget: budget)
        async let completion = retrying.complete(.question, receive: received.callAsFunction)
        await clock.sleeper(until: .milliseconds(500))
        clock.advance(by: .milliseconds(500))
        await gate.arrival()
        #expect(budget.retrying == 1)
        gate.open()
        _ = try await completion
        #expect(budget.retrying == 0)
    }

    @Test("A retry's place in the budget is free again from its first delta on")
    func releasedEarly() async throws {
        let budget = RetryBudget(minimum: 1)
        let gate = Gate()
        let model = ScriptedModel(calls: [[.fail(.cut)], ["Guten ", .wait(gate), "Tag"]])
        let retrying = retrying(model, budget: budget)
        async let completion = retrying.complete(.question, receive: received.callAsFunction)
        await clock.sleeper(until: .milliseconds(500))
        #expect(budget.retrying == 1)
        clock.advance(by: .milliseconds(500))
        await gate.arrival()
        #expect(budget.retrying == 0)
        gate.open()
        _ = try await completion
        #expect(budget.retrying == 0)
    }

    @Test("The same model is announced once, however often it is asked")
    func announcement() async throws {
        let model = ScriptedModel(calls: [[.fail(.cut)], ["ok"]], saysIdentity: true)
        let retrying = retrying(model)
        async let completion = retrying.complete(.question, receive: received.callAsFunction)
        await clock.sleeper(until: .milliseconds(500))
        clock.advance(by: .milliseconds(500))
        _ = try await completion
        #expect(received.events.count { $0 == .model(model.identity) } == 1)
    }
}
