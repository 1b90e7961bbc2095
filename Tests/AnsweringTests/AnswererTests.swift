import Answering
import Dialogue
import KayaTesting
import Knowledge
import LanguageModels
import Logging
import Testing

@Suite("Answering a question", .timeLimit(.minutes(1)))
struct AnswererTests {
    private struct Bench {
        let model = DirectedModel()
        let clock = ManualClock()
        let events = Arrivals<TurnEvent>()
        let answerer: Answerer

        init(_ knowledge: any KnowledgeIndex = NoKnowledge()) {
            answerer = Answerer(
                knowledge: knowledge, composer: PromptComposer(), model: model, configuration: AnsweringConfiguration(),
                clock: clock, logger: CapturedLog().logger)
        }

        func answer(_ question: String, language: Language = .german) async throws -> Answer {
            try await answerer.answer(AnswerRequest(question: question, language: language)) { events.put($0) }
        }
    }

    /// The problem that an answer fails with.
    private func problem(of bench: Bench) async -> Problem? {
        do {
            _ = try await bench.answer("Was?")
            return nil
        } catch {
            return error as? Problem
        }
    }

    private static let passage = Passage(
        documentID: "de/kfz.md", title: "KFZ zulassen", url: "https://example.org/kfz", heading: "Gebühren",
        text: "Die Zulassung kostet 30 Euro.", validFrom: "2026-01-01")

    @Test("Sources come before the text, and say where they are from")
    func sources() async throws {
        let bench = Bench(ScriptedKnowledge { _ in [Self.passage] })
        async let answer = bench.answer("Was kostet die Zulassung?")
        let call = await bench.model.nextCall()
        call.say("30 Euro")
        call.finish(usage: Usage(promptTokens: 4, completionTokens: 2))
        #expect(try await answer == Answer(finish: .stop, usage: TokenUsage(promptTokens: 4, completionTokens: 2)))
        let source = Source(
            number: 1, title: "KFZ zulassen", heading: "Gebühren", url: "https://example.org/kfz",
            validFrom: "2026-01-01", document: "de/kfz.md")
        #expect(
            bench.events.pending == [
                .status(.retrieving), .sources([source]), .status(.writing), .delta("30 Euro"),
            ])
        #expect(call.prompt.excerpts.map(\.text) == [Self.passage.text])
    }

    @Test("Looking things up that takes too long is given up with a notice, and the answer goes on")
    func retrievalTimeout() async throws {
        let never = Gate()
        let bench = Bench(
            ScriptedKnowledge { _ in
                try await never.wait()
                return []
            })
        async let answer = bench.answer("Was?")
        await bench.clock.sleeper(until: .seconds(2))
        bench.clock.advance(by: .seconds(2))
        await bench.model.nextCall().finish()
        #expect(try await answer.finish == .stop)
        #expect(bench.events.pending == [.status(.retrieving), .notice(Notice(.retrievalFailed))])
    }

    @Test("Looking things up that fails is a notice, and the answer goes on")
    func retrievalFailure() async throws {
        struct Broken: Error {}
        let bench = Bench(ScriptedKnowledge { _ in throw Broken() })
        async let answer = bench.answer("Was?")
        await bench.model.nextCall().finish()
        #expect(try await answer.finish == .stop)
        #expect(bench.events.pending == [.status(.retrieving), .notice(Notice(.retrievalFailed))])
    }

    @Test("Nothing found is a notice, and no knowledge at all is none")
    func nothingFound() async throws {
        for (index, expected) in [
            (ScriptedKnowledge { _ in [] }, [.status(.retrieving), .notice(Notice(.nothingFound))]),
            (NoKnowledge(), []),
        ] as [(any KnowledgeIndex, [TurnEvent])] {
            let bench = Bench(index)
            async let answer = bench.answer("Was?")
            await bench.model.nextCall().finish()
            _ = try await answer
            #expect(bench.events.pending == expected)
        }
    }

    @Test(
        "Cancelling while things are looked up asks no model, whatever the search then throws",
        arguments: [true, false])
    func cancelledRetrieval(_ isHonest: Bool) async throws {
        struct Interrupted: Error {}
        let never = Gate()
        let bench = Bench(
            ScriptedKnowledge { _ in
                do { try await never.wait() } catch { if isHonest { throw error } else { throw Interrupted() } }
                return []
            })
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await #expect(throws: CancellationError.self) { try await bench.answer("Was?") } }
            await never.arrival()
            group.cancelAll()
        }
        #expect(bench.model.callCount == 0)
        #expect(bench.events.pending == [.status(.retrieving)])
    }

    @Test("Cancelling while the model writes stops the model")
    func cancelledWriting() async throws {
        let bench = Bench()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await #expect(throws: CancellationError.self) { try await bench.answer("Was?") } }
            let call = await bench.model.nextCall()
            group.cancelAll()
            await call.cancelled()
        }
    }

    @Test(
        "Every failure of a model has its problem",
        arguments: zip(
            ModelError.Code.allCases,
            [
                .upstreamRateLimited, .upstreamTimeout, .upstreamError, .upstreamCut, .upstreamTruncated,
                .upstreamEmpty, .upstreamMalformed, .upstreamError, .upstreamError, .upstreamError, .contentFiltered,
                .breakerOpen, .answerTooLong,
            ] as [ProblemCode]))
    func problems(_ code: ModelError.Code, _ expected: ProblemCode) async throws {
        #expect(ModelError.Code.allCases.count == 13)
        let bench = Bench()
        async let failure = problem(of: bench)
        await bench.model.nextCall().fail(ModelError(code, "secret words of the upstream", clock: .idle))
        let problem = await failure
        #expect(problem?.code == expected)
        #expect(problem?.detail == (code == .timeout ? "idle" : nil))
        #expect((problem?.retryAfter == nil) == ![.upstreamRateLimited, .breakerOpen].contains(expected))
    }

    @Test("A wait is said in whole seconds, rounded up")
    func retryAfter() async throws {
        for (wait, seconds) in [(Duration.milliseconds(1), 1), (.seconds(3), 3), (.milliseconds(3_001), 4)] {
            let bench = Bench()
            async let failure = problem(of: bench)
            await bench.model.nextCall().fail(ModelError(.rateLimited, "x", retryAfter: wait))
            #expect(await failure?.retryAfter == seconds)
        }
    }

    @Test("Every way a model stops is said in the turn's words")
    func finishes() async throws {
        let expected: [(Completion.FinishReason, Finish)] = [
            (.stop, .stop), (.length, .length), (.contentFilter, .contentFilter), (.refusal, .refusal),
            (.other, .other),
        ]
        for (reason, finish) in expected {
            let bench = Bench()
            async let answer = bench.answer("Was?")
            await bench.model.nextCall().finish(reason)
            #expect(try await answer.finish == finish)
        }
    }

    @Test("Phases are said when they change, and a replaced or quoting model once")
    func narration() async throws {
        let bench = Bench()
        async let answer = bench.answer("Was?")
        let call = await bench.model.nextCall()
        let quoting = ModelIdentity(label: "quoting", model: "quoting", isQuoting: true)
        let second = ModelIdentity(label: "second", model: "b")
        for event in [
            .model(DirectedModel.identity), .retrying(attempt: 1, delay: .seconds(1), after: .cut),
            .model(DirectedModel.identity),
            .model(second), .thinking, .thinking, .model(quoting), .model(quoting), .delta(Delta(text: "a")),
            .delta(Delta(text: "b")),
        ] as [ModelEvent] { call.send(event) }
        call.finish()
        _ = try await answer
        #expect(
            bench.events.pending == [
                .status(.retrying), .notice(Notice(.modelReplaced)), .status(.thinking), .notice(Notice(.quoting)),
                .status(.writing), .delta("a"), .delta("b"),
            ])
    }

    @Test("How an answer comes about is told with times and counts where that is asked for, and else not at all")
    func traces() async throws {
        let bench = Bench(ScriptedKnowledge { _ in [Self.passage] })
        for isTraced in [true, false] {
            async let answer = bench.answerer.answer(AnswerRequest(question: "Was?", isTraced: isTraced)) {
                bench.events.put($0)
            }
            let call = await bench.model.nextCall()
            bench.clock.advance(by: .milliseconds(30))
            let second = ModelIdentity(label: "second", model: "b")
            for event in [
                .model(DirectedModel.identity), .retrying(attempt: 1, delay: .seconds(1), after: .cut),
                .retrying(attempt: 2, delay: .seconds(2), after: .timeout),
                .passedOver(DirectedModel.identity, after: .breakerOpen), .model(second), .thinking,
                .delta(Delta(text: "a")), .delta(Delta(text: "b")),
            ] as [ModelEvent] { call.send(event) }
            call.finish()
            _ = try await answer
            var traces: [TurnTrace] = []
            for _ in 0..<bench.events.pending.count {
                if case .trace(let trace) = await bench.events.next() { traces.append(trace) }
            }
            let tokens = TokenEstimate.tokens(in: call.prompt.messages)
            let expected: [TurnTrace] = [
                TurnTrace(.retrieved(duration: .zero, passages: 1), at: .zero),
                TurnTrace(.prompted(tokens: tokens, passages: 1, history: 0), at: .zero),
            ]
            let later: [TurnTrace.Step] = [
                .model(label: "primary", attempt: 1, state: .asked),
                .retrying(label: "primary", attempt: 1, delay: .seconds(1), code: "cut"),
                .retrying(label: "primary", attempt: 2, delay: .seconds(2), code: "timeout"),
                .passedOver(label: "primary", code: "breaker-open"),
                .model(label: "second", attempt: 1, state: .asked),
                .model(label: "second", attempt: 1, state: .thinking),
                .model(label: "second", attempt: 1, state: .writing),
            ]
            #expect(traces == (isTraced ? expected + later.map { TurnTrace($0, at: .milliseconds(30)) } : []))
        }
    }

    @Test(
        "The answer's language is the question's where it can be told, else the reader's",
        arguments: [
            ("How do I register my car with the county?", Language.german, "en"),
            ("Wie melde ich mein Auto an?", .english, "de"), ("1234", .english, "en"), ("1234", .german, "de"),
        ])
    func language(_ question: String, _ reader: Language, _ expected: String) async throws {
        let bench = Bench()
        async let answer = bench.answer(question, language: reader)
        let call = await bench.model.nextCall()
        #expect(call.prompt.language == expected)
        call.finish()
        _ = try await answer
    }
}
