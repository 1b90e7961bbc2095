import Archive
import Dialogue
import KayaTesting
import LanguageModels
import LiveStreams
import Synchronization
import Testing

@testable import Turns

@Suite("Saving turns as they grow", .timeLimit(.minutes(1)))
struct TurnSaverTests {
    private let archive = InMemoryArchive()
    private let owner = Owner(.visitor, high: 1, low: 1)
    private let conversation = ConversationID(high: 2, low: 2)

    private func begin() async throws -> NewTurn {
        try await archive.create(
            StoredConversation(
                id: conversation, owner: owner, createdAt: Timestamp(milliseconds: 0),
                updatedAt: Timestamp(milliseconds: 0)))
        return NewTurn(
            question: "Wie?", visitor: Visitor(key: 1), place: TurnPlace(owner: owner, conversation: conversation))
    }

    /// Lets the time come for saving, and waits until that is over.
    private func save(_ workshop: TurnWorkshop) async {
        await workshop.savingClock.sleepers(atLeast: 1)
        workshop.savingClock.advance(by: .milliseconds(500))
        await workshop.savingClock.sleepers(atLeast: 1)
    }

    @Test("What has come is saved half a second later, and only once")
    func saved() async throws {
        let request = try await begin()
        let counting = CountingArchive(archive)
        try await TurnWorkshop.run {
            $0.conversations = counting
        } _: { workshop in
            let turn = try await workshop.intake.accept(request).turn
            let call = await workshop.model.nextCall()
            call.say("Erstens")
            for _ in 1...3 { await save(workshop) }
            let stored = try await archive.turn(turn.id, for: owner)
            #expect(stored?.isRunning == true)
            #expect(stored?.text == "Erstens")
            #expect(counting.saves.load(ordering: .relaxed) == 1)
            call.finish()
            _ = try await turn.end()
            let ended = try await archive.turn(turn.id, for: owner)?.state
            #expect(ended == .finished(TurnResult(finish: .stop, fullText: "Erstens")))
        }
    }

    @Test("An ending that cannot be stored is told to its reader, and stored when that is possible again")
    func recovers() async throws {
        let request = try await begin()
        let counting = CountingArchive(archive)
        try await TurnWorkshop.run {
            $0.conversations = counting
        } _: { workshop in
            let turn = try await workshop.intake.accept(request).turn
            let call = await workshop.model.nextCall()
            counting.isLocked.store(true, ordering: .relaxed)
            call.say("Alles")
            call.finish()
            let end = try await turn.end()
            #expect(end == .finished(TurnResult(finish: .stop, fullText: "Alles")))
            #expect(turn.stream.slice(after: 0).events.contains(.notice(Notice(.notSaved))))
            await save(workshop)
            let waiting = try await archive.turn(turn.id, for: owner)
            #expect(waiting?.isRunning == true)
            // Who comes when the log is forgotten is told the ending, not that it was lost.
            let late = try await workshop.intake.storedEvents(of: turn.id, for: owner)?.slice(after: 0).events
            #expect(late == [.finished(TurnResult(finish: .stop, fullText: "Alles"))])
            counting.isLocked.store(false, ordering: .relaxed)
            await save(workshop)
            let stored = try await archive.turn(turn.id, for: owner)?.state
            #expect(stored == .finished(TurnResult(finish: .stop, fullText: "Alles")))
        }
    }

    @Test("A request that could not be stored may come again under its name, and is a turn then")
    func again() async throws {
        var request = try await begin()
        request.requestID = "r"
        let counting = CountingArchive(archive)
        counting.isLocked.store(true, ordering: .relaxed)
        try await TurnWorkshop.run {
            $0.conversations = counting
        } _: { workshop in
            let problem = await #expect(throws: Problem.self) { try await workshop.intake.accept(request) }
            #expect(problem?.code == .storageUnavailable)
            counting.isLocked.store(false, ordering: .relaxed)
            let receipt = try await workshop.intake.accept(request)
            #expect(receipt.isNew)
            let stored = try await archive.turn(receipt.turn.id, for: owner)
            #expect(stored?.question == "Wie?")
            await workshop.model.nextCall().finish()
            _ = try await receipt.turn.end()
        }
    }

    @Test(
        "Whoever joins a turn hears of it when it is stored, and of its refusal when it is not",
        arguments: [true, false])
    func joining(_ isStored: Bool) async throws {
        var request = try await begin()
        request.requestID = "r"
        let gate = Gate()
        let held = CountingArchive(archive) {
            try await gate.wait()
            if !isStored { throw ArchiveError(.unavailable, "locked") }
        }
        try await TurnWorkshop.run {
            $0.conversations = held
        } _: { [request] workshop in
            async let first = Self.outcome(workshop, request)
            await gate.arrival()
            let turn = try #require(workshop.intake.recentTurn(of: request))
            async let second = Self.outcome(workshop, request)
            while turn.stream.readerCount == 0 { await Task.yield() }
            gate.open()
            let outcomes = await [first, second]
            if isStored {
                #expect(try outcomes.map { try $0.get() } == [turn.id, turn.id])
                await workshop.model.nextCall().finish()
                _ = try await turn.end()
            } else {
                let problem = Problem(.storageUnavailable, retryAfter: 5)
                #expect(outcomes == [.failure(problem), .failure(problem)])
            }
        }
    }

    private static func outcome(_ workshop: TurnWorkshop, _ request: NewTurn) async -> Result<TurnID, Problem> {
        do {
            return .success(try await workshop.intake.accept(request).turn.id)
        } catch {
            return .failure(error)
        }
    }

    @Test("A request that comes again is the same one, though its conversation has grown meanwhile")
    func grown() async throws {
        var request = try await begin()
        request.requestID = "r"
        try await TurnWorkshop.run {
            $0.conversations = archive
        } _: { [request] workshop in
            let first = try await workshop.intake.accept(request)
            var again = request
            again.history = [Message(role: .user, text: "Vorher"), Message(role: .assistant, text: "Ja")]
            let second = try await workshop.intake.accept(again)
            #expect(second.turn === first.turn)
            var other = request
            other.question = "Was?"
            let problem = await #expect(throws: Problem.self) { try await workshop.intake.accept(other) }
            #expect(problem?.code == .duplicateRequest)
            await workshop.model.nextCall().finish()
            _ = try await first.turn.end()
        }
    }

    @Test("A question that cannot be stored is refused, and no model is asked")
    func refused() async throws {
        let request = try await begin()
        let counting = CountingArchive(archive)
        counting.isLocked.store(true, ordering: .relaxed)
        try await TurnWorkshop.run {
            $0.conversations = counting
        } _: { workshop in
            let problem = await #expect(throws: Problem.self) { try await workshop.intake.accept(request) }
            #expect(problem?.code == .storageUnavailable)
            counting.isLocked.store(false, ordering: .relaxed)
            let turn = try await workshop.intake.accept(request).turn
            let call = await workshop.model.nextCall()
            #expect(call.prompt.question == "Wie?")
            call.finish()
            _ = try await turn.end()
        }
    }
}
