import Archive
import Diagnostics
import Dialogue
import KayaTesting
import LanguageModels
import LiveStreams
import Testing

@testable import Turns

@Suite("Running turns", .timeLimit(.minutes(1)))
struct TurnRunnerTests {
    @Test("The text is all deltas, and the events come in the order of what happened")
    func text() async throws {
        try await TurnWorkshop.run { workshop in
            let turn = try await workshop.intake.accept(.asking()).turn
            let call = await workshop.model.nextCall()
            call.say("Guten ")
            call.say("Tag")
            call.finish(.length, usage: Usage(promptTokens: 1, completionTokens: 2))
            let result = TurnResult(
                finish: .length, fullText: "Guten Tag", usage: TokenUsage(promptTokens: 1, completionTokens: 2))
            #expect(try await turn.end() == .finished(result))
            #expect(
                turn.stream.slice(after: 0).events == [
                    .started, .status(.writing), .delta("Guten "), .delta("Tag"), .finished(result),
                ])
        }
    }

    @Test("Begun is archived before anybody hears of it, and finished before the last event")
    func archivedFirst() async throws {
        let began = Gate()
        let finish = Gate()
        try await TurnWorkshop.run {
            $0.archive = ScriptedArchive(
                beginning: { _ in try await began.wait() }, finishing: { _, _ in try await finish.wait() })
        } _: { workshop in
            async let receipt = workshop.intake.accept(.asking())
            await began.arrival()
            #expect(workshop.model.callCount == 0)
            began.open()
            let turn = try await receipt.turn
            let call = await workshop.model.nextCall()
            call.say("Tag")
            call.finish()
            await finish.arrival()
            #expect(!turn.stream.isEnded)
            finish.open()
            #expect(try await turn.end() == .finished(TurnResult(finish: .stop, fullText: "Tag")))
            let stored = try await workshop.intake.storedEvents(of: turn.id, for: nil)?.slice(after: 1).events
            #expect(stored == [.finished(TurnResult(finish: .stop, fullText: "Tag"))])
        }
    }

    @Test("A question that cannot be archived is refused, and its place is free again")
    func archiveFails() async throws {
        struct Full: Error {}
        try await TurnWorkshop.run {
            $0.turns.maximumRunning = 1
            $0.archive = ScriptedArchive(beginning: { if $0.question == "1" { throw Full() } })
        } _: { workshop in
            await #expect(throws: Problem(.internal)) { try await workshop.intake.accept(.asking("1")) }
            #expect(workshop.intake.runningCount == 0)
            _ = try await workshop.intake.accept(.asking("2"))
            #expect(await workshop.model.nextCall().prompt.question == "2")
        }
    }

    @Test("An answer that cannot be stored is given all the same")
    func storingFails() async throws {
        struct Full: Error {}
        try await TurnWorkshop.run {
            $0.archive = ScriptedArchive(finishing: { _, _ in throw Full() })
        } _: { workshop in
            let turn = try await workshop.intake.accept(.asking()).turn
            await workshop.model.nextCall().finish()
            #expect(try await turn.end() == .finished(TurnResult(finish: .stop, fullText: "")))
        }
    }

    @Test("Stop stops the model and keeps what was said")
    func stop() async throws {
        try await TurnWorkshop.run { workshop in
            let turn = try await workshop.intake.accept(.asking()).turn
            let call = await workshop.model.nextCall()
            call.say("Gut")
            workshop.intake.stop(turn.id, by: turn.request.visitor, owner: nil)
            workshop.intake.stop(turn.id, by: turn.request.visitor, owner: nil)
            await call.cancelled()
            #expect(try await turn.end() == .finished(TurnResult(finish: .stopped, fullText: "Gut")))
            call.say("zu spät")
            #expect(turn.stream.slice(after: 0).events.count == 4)
        }
    }

    @Test("A turn that is stopped while it waits asks no model and ends at once")
    func stopQueued() async throws {
        try await TurnWorkshop.run {
            $0.turns.maximumRunning = 1
        } _: { workshop in
            _ = try await workshop.intake.accept(.asking("1"))
            let first = await workshop.model.nextCall()
            let second = try await workshop.intake.accept(.asking("2")).turn
            let third = try await workshop.intake.accept(.asking("3")).turn
            #expect(second.stream.slice(after: 0).events == [.started, .status(.queued)])
            workshop.intake.stop(second.id, by: second.request.visitor, owner: nil)
            #expect(try await second.end() == .finished(TurnResult(finish: .stopped, fullText: "")))
            #expect(workshop.intake.runningCount == 1)
            #expect(workshop.intake.queuedCount == 1)
            first.finish()
            #expect(await workshop.model.nextCall().prompt.question == "3")
            #expect(workshop.model.callCount == 2)
            #expect(!third.stream.isEnded)
        }
    }

    @Test("The model is stopped when nobody has read for the grace")
    func abandoned() async throws {
        try await TurnWorkshop.run { workshop in
            let turn = try await workshop.intake.accept(.asking()).turn
            let call = await workshop.model.nextCall()
            await workshop.pass(seconds: 29)
            #expect(call.isRunning)
            await workshop.pass(seconds: 1)
            await call.cancelled()
            while !turn.stream.isEnded { await Task.yield() }
            #expect(turn.stream.slice(after: 0).events.last == .finished(TurnResult(finish: .stopped, fullText: "")))
        }
    }

    @Test("A reader keeps the model going, and its coming back within the grace too")
    func readers() async throws {
        try await TurnWorkshop.run { workshop in
            let turn = try await workshop.intake.accept(.asking()).turn
            let call = await workshop.model.nextCall()
            let first = turn.stream.register {}
            await workshop.pass(seconds: 100)
            turn.stream.unregister(first)
            await workshop.pass(seconds: 29)
            let second = turn.stream.register {}
            await workshop.pass(seconds: 100)
            turn.stream.unregister(second)
            #expect(call.isRunning)
            await workshop.pass(seconds: 32)
            await call.cancelled()
        }
    }

    @Test("An answer with too many events ends as too long, and the model is stopped")
    func overlong() async throws {
        try await TurnWorkshop.run {
            $0.turns.maximumEvents = 4
        } _: { workshop in
            let turn = try await workshop.intake.accept(.asking()).turn
            let call = await workshop.model.nextCall()
            for piece in ["a", "b", "c"] { call.say(piece) }
            await call.cancelled()
            #expect(try await turn.end() == .failed(Problem(.answerTooLong), partialText: "ab"))
            let problem = "kaya_turn_problems_total{code=\"answer-too-long\"} 1\n"
            while !workshop.registry.text().contains("kaya_turn_duration_seconds_count 1\n") { await Task.yield() }
            #expect(workshop.registry.text().contains(problem))
        }
    }

    @Test("A failure ends the turn with its problem and the text so far")
    func failure() async throws {
        try await TurnWorkshop.run { workshop in
            let turn = try await workshop.intake.accept(.asking()).turn
            let call = await workshop.model.nextCall()
            call.say("Gut")
            call.fail(ModelError(.truncated, "x"))
            #expect(try await turn.end() == .failed(Problem(.upstreamTruncated), partialText: "Gut"))
            let stored = try await workshop.intake.storedEvents(of: turn.id, for: nil)?.slice(after: 1).events
            #expect(stored == [.failed(Problem(.upstreamTruncated), partialText: "Gut")])
        }
    }

    @Test("An error nobody expected ends the turn, a cancellation out of nowhere included")
    func unexpected() async throws {
        struct Odd: Error {}
        try await TurnWorkshop.run { workshop in
            for error in [Odd(), CancellationError()] as [any Error] {
                let turn = try await workshop.intake.accept(.asking("\(error)")).turn
                await workshop.model.nextCall().fail(error)
                #expect(try await turn.end() == .failed(Problem(.internal), partialText: ""))
            }
        }
    }

    @Test("Shutdown lets the running turns finish, runs the waiting ones and returns")
    func drained() async throws {
        var setup = TurnWorkshop.Setup()
        setup.turns.maximumRunning = 1
        let workshop = TurnWorkshop(setup)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await workshop.runner.run() }
            let first = try await workshop.intake.accept(.asking("1")).turn
            let second = try await workshop.intake.accept(.asking("2")).turn
            workshop.intake.drain()
            await #expect(throws: Problem(.draining, retryAfter: 5)) { try await workshop.intake.accept(.asking("3")) }
            for _ in 0..<2 { await workshop.model.nextCall().finish() }
            try await group.waitForAll()
            for turn in [first, second] {
                #expect(turn.stream.slice(after: 0).events.last == .finished(TurnResult(finish: .stop, fullText: "")))
            }
        }
    }

    @Test("Turns that take longer than the draining may are ended as lost, and shutdown returns")
    func drainTimeout() async throws {
        let workshop = TurnWorkshop()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await workshop.runner.run() }
            let turn = try await workshop.intake.accept(.asking()).turn
            _ = turn.stream.register {}
            let call = await workshop.model.nextCall()
            call.say("Gut")
            workshop.intake.drain()
            await workshop.pass(seconds: 24)
            #expect(call.isRunning)
            await workshop.clock.sleepers(atLeast: 1)
            workshop.clock.advance(by: .seconds(1))
            try await group.waitForAll()
            let end = TurnEvent.failed(Problem(.producerLost, retryAfter: 5), partialText: "Gut")
            #expect(turn.stream.slice(after: 0).events.last == end)
        }
    }

    @Test("Shutdown returns also when the last waiting question could not be archived")
    func drainedWithoutArchive() async throws {
        struct Full: Error {}
        let gate = Gate()
        var setup = TurnWorkshop.Setup()
        setup.turns.maximumRunning = 1
        setup.archive = ScriptedArchive(beginning: {
            guard $0.question == "2" else { return }
            try await gate.wait()
            throw Full()
        })
        let workshop = TurnWorkshop(setup)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await workshop.runner.run() }
            let first = try await workshop.intake.accept(.asking("1")).turn
            async let second = workshop.intake.accept(.asking("2"))
            await gate.arrival()
            workshop.intake.drain()
            await workshop.model.nextCall().finish()
            _ = try await first.end()
            while workshop.intake.runningCount > 0 { await Task.yield() }
            gate.open()
            do {
                _ = try await second
                Issue.record("a question that could not be archived was accepted")
            } catch {
                #expect(error as? Problem == Problem(.internal))
            }
            try await group.waitForAll()
        }
    }

    @Test("A runner that is cancelled ends its turns as lost")
    func cancelled() async throws {
        let workshop = TurnWorkshop()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await workshop.runner.run() }
            let turn = try await workshop.intake.accept(.asking()).turn
            let call = await workshop.model.nextCall()
            group.cancelAll()
            await call.cancelled()
            #expect(try await turn.end() == .failed(Problem(.producerLost, retryAfter: 5), partialText: ""))
        }
    }

    @Test("What happened to turns is counted")
    func metrics() async throws {
        try await TurnWorkshop.run { workshop in
            for question in ["1", "2"] {
                let turn = try await workshop.intake.accept(.asking(question)).turn
                let call = await workshop.model.nextCall()
                call.say("a")
                if question == "1" { call.finish() } else { call.fail(ModelError(.cut, "x")) }
                _ = try await turn.end()
            }
            while workshop.intake.runningCount > 0 { await Task.yield() }
            let text = { workshop.registry.text() }
            while !text().contains("kaya_turn_duration_seconds_count 2\n") { await Task.yield() }
            #expect(text().contains("kaya_turns_total{outcome=\"complete\"} 1\n"))
            #expect(text().contains("kaya_turns_total{outcome=\"failed\"} 1\n"))
            #expect(text().contains("kaya_turn_problems_total{code=\"upstream-cut\"} 1\n"))
            #expect(text().contains("kaya_turn_first_text_seconds_count 2\n"))
            #expect(text().contains("kaya_turns_running 0\n"))
        }
    }
}
