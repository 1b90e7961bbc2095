import KayaTesting
import LanguageModels
import Logging
import Testing

@Suite("Asking only while the breaker lets")
struct BreakingModelTests {
    private struct Odd: Error {}

    private let clock = ManualClock()
    private let metrics = ResilienceMetrics()

    private func breaking(_ model: any LanguageModel) -> BreakingModel {
        BreakingModel(
            model, clock: clock, random: RandomSource(FixedGenerator.middle), metrics: metrics.series,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func ask(_ model: BreakingModel, times: Int = 1) async -> ModelError? {
        var last: ModelError?
        for _ in 0..<times { last = await Result { try await model.complete(.question) { _ in } }.modelError }
        return last
    }

    @Test("Fifteen failures ask the server five times; the rest fail at once")
    func opens() async {
        let model = ScriptedModel([.fail(.serverError, status: 500)])
        let breaking = breaking(model)
        let error = await ask(breaking, times: 15)
        #expect(model.calls.count == 5)
        #expect(error?.code == .breakerOpen)
        #expect(error?.isRetryable == false)
        #expect((error?.retryAfter ?? .zero) > .seconds(4))
        #expect(metrics.value("kaya_model_breaker_state", "state=\"open\"") == 1)
        #expect(metrics.value("kaya_model_breaker_state", "state=\"closed\"") == 0)
        #expect(metrics.value("kaya_model_breaker_refusals_total", "reason=\"open\"") == 10)
    }

    @Test("After the delay one probe at a time asks, and two answers close it")
    func recovers() async throws {
        let gate = Gate()
        let failures = [[ScriptedModel.Step]](repeating: [.fail(.cut)], count: 5)
        let model = ScriptedModel(calls: failures + [[.wait(gate), "ok"], ["ok"]])
        let breaking = breaking(model)
        _ = await ask(breaking, times: 5)
        clock.advance(by: .seconds(6))
        async let probe = breaking.complete(.question) { _ in }
        await gate.arrival()
        #expect(await ask(breaking)?.code == .breakerOpen)
        gate.open()
        _ = try await probe
        #expect(breaking.phase == .halfOpen)
        #expect(await ask(breaking) == nil)
        #expect(breaking.phase == .closed)
    }

    @Test("A probe whose reader leaves frees its place")
    func leaver() async {
        let failures = [[ScriptedModel.Step]](repeating: [.fail(.cut)], count: 5)
        let model = ScriptedModel(calls: failures + [[.hang], ["ok"]])
        let breaking = breaking(model)
        _ = await ask(breaking, times: 5)
        clock.advance(by: .seconds(6))
        let probe = Task { try await breaking.complete(.question) { _ in } }
        await model.begins(6)
        probe.cancel()
        _ = await probe.result
        #expect(breaking.phase == .halfOpen)
        #expect(await ask(breaking) == nil)
    }

    @Test("A failure in the middle of an answer counts like any other")
    func midStream() async {
        let model = ScriptedModel(["Guten ", .fail(.cut)])
        let breaking = breaking(model)
        _ = await ask(breaking, times: 5)
        #expect(breaking.phase == .open)
    }

    @Test("Only failures of the server open it", arguments: ModelError.Code.allCases)
    func codes(_ code: ModelError.Code) async {
        let model = ScriptedModel([.fail(code)])
        let breaking = breaking(model)
        for _ in 0..<6 {
            _ = await ask(breaking)
            if code == .rateLimited { clock.advance(by: .seconds(1)) }
        }
        let expected: CircuitBreaker.Phase =
            switch code {
            case .rejected, .contentFiltered, .tooLong, .rateLimited, .breakerOpen: .closed
            case .misconfigured: .misconfigured
            default: .open
            }
        #expect(breaking.phase == expected)
    }

    @Test("Refused credentials fail fast under their own code and recover by a probe")
    func misconfigured() async {
        let model = ScriptedModel(calls: [[.fail(.misconfigured, status: 401)], ["ok"]])
        let breaking = breaking(model)
        #expect(await ask(breaking)?.status == 401)
        #expect(await ask(breaking)?.code == .misconfigured)
        #expect(model.calls.count == 1)
        clock.advance(by: .seconds(30))
        #expect(await ask(breaking) == nil)
        #expect(breaking.phase == .closed)
    }

    @Test("A 429 cools down for as long as it says, and is retryable all the while")
    func rateLimited() async {
        let model = ScriptedModel(calls: [[.fail(.rateLimited, retryAfter: .seconds(3))], ["ok"]])
        let breaking = breaking(model)
        _ = await ask(breaking)
        let error = await ask(breaking)
        #expect(error?.code == .rateLimited)
        #expect(error?.retryAfter == .seconds(3))
        #expect(error?.isRetryable == true)
        clock.advance(by: .seconds(3))
        #expect(await ask(breaking) == nil)
    }

    @Test("A 429 without a time is given the cooldown, so that a retry waits for it")
    func rateLimitedWithoutTime() async {
        let error = await ask(breaking(ScriptedModel([.fail(.rateLimited)])))
        #expect(error?.retryAfter == .seconds(1))
    }

    @Test("Eight late first tokens open it although every answer was complete")
    func slow() async {
        let clock = clock
        let breaking = breaking(ScriptedModel([.perform { clock.advance(by: .seconds(16)) }, "ok"]))
        _ = await ask(breaking, times: 8)
        #expect(breaking.phase == .open)
    }

    @Test("Reasoning is a sign of life: a model that thinks for long is not slow")
    func reasoning() async {
        let clock = clock
        let breaking = breaking(ScriptedModel([.thinking, .perform { clock.advance(by: .seconds(40)) }, "ok"]))
        _ = await ask(breaking, times: 20)
        #expect(breaking.phase == .closed)
    }

    @Test("An error of no known kind is a failure and is passed on")
    func odd() async {
        let breaking = breaking(ScriptedModel([.failWith(Odd())]))
        for _ in 0..<5 {
            await #expect(throws: Odd.self) { try await breaking.complete(.question) { _ in } }
        }
        #expect(breaking.phase == .open)
    }

    @Test("A hundred askers at once make one probe")
    func crowd() async {
        let gate = Gate()
        let failures = [[ScriptedModel.Step]](repeating: [.fail(.cut)], count: 5)
        let model = ScriptedModel(calls: failures + [[.wait(gate), "ok"]])
        let breaking = breaking(model)
        _ = await ask(breaking, times: 5)
        clock.advance(by: .seconds(6))
        let refused = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    await Result { try await breaking.complete(.question) { _ in } }.modelError?.code == .breakerOpen
                }
            }
            var refused = 0
            for await isRefused in group {
                if isRefused { refused += 1 }
                if refused == 99 { gate.open() }
            }
            return refused
        }
        #expect(refused == 99)
        #expect(model.calls.count == 6)
    }
}
