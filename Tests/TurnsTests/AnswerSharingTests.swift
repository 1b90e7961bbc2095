import Archive
import Dialogue
import KayaTesting
import LanguageModels
import LiveStreams
import Testing

@testable import Turns

@Suite("Equal questions of different conversations", .timeLimit(.minutes(1)))
struct AnswerSharingTests {
    private let archive = InMemoryArchive()

    /// A question in a conversation of an owner of its own.
    private func ask(_ number: UInt64, _ question: String = "Was kostet ein Ausweis?") async throws -> NewTurn {
        let owner = Owner(.visitor, high: 1, low: number)
        let id = ConversationID(high: 2, low: number)
        let moment = Timestamp(milliseconds: 0)
        try await archive.create(StoredConversation(id: id, owner: owner, createdAt: moment, updatedAt: moment))
        return NewTurn(
            question: question, visitor: Visitor(key: number), place: TurnPlace(owner: owner, conversation: id))
    }

    private func run(_ body: (TurnWorkshop) async throws -> Void) async throws {
        try await TurnWorkshop.run {
            $0.conversations = archive
        } _: {
            try await body($0)
        }
    }

    @Test("They share one model call, and each is kept whole where it was asked")
    func shared() async throws {
        try await run { workshop in
            var turns: [LiveTurn] = []
            for number in UInt64(1)...20 { turns.append(try await workshop.intake.accept(ask(number)).turn) }
            let call = await workshop.model.nextCall()
            call.say("37 ")
            call.say("Euro")
            call.finish()
            for turn in turns {
                let end = try await turn.end()
                #expect(end == .finished(TurnResult(finish: .stop, fullText: "37 Euro")))
                let stored = try await archive.turn(turn.id, for: turn.request.place?.owner)
                #expect(stored?.text == "37 Euro")
            }
            #expect(workshop.model.callCount == 1)
        }
    }

    @Test("One that is stopped hurts no other, whoever asked first; the last one takes the model with it")
    func stopped() async throws {
        try await run { workshop in
            let first = try await workshop.intake.accept(ask(1)).turn
            let call = await workshop.model.nextCall()
            call.say("37 ")
            let second = try await workshop.intake.accept(ask(2)).turn
            let third = try await workshop.intake.accept(ask(3)).turn
            for turn in [second, third] {
                // They take part as soon as they have text.
                _ = try await turn.stream.nextSlice(after: 1, timeout: .seconds(30), clock: ContinuousClock())
            }
            workshop.intake.stop(first.id, by: first.request.visitor, owner: first.request.place?.owner)
            let stopped = try await first.end()
            guard case .finished(let result) = stopped else {
                Issue.record("\(String(describing: stopped))")
                return
            }
            #expect(result.finish == .stopped)
            #expect(call.isRunning)
            call.say("Euro")
            workshop.intake.stop(second.id, by: second.request.visitor, owner: second.request.place?.owner)
            _ = try await second.end()
            #expect(call.isRunning)
            workshop.intake.stop(third.id, by: third.request.visitor, owner: third.request.place?.owner)
            await call.cancelled()
        }
    }

    @Test("A failure is everybody's who was there, and nobody's who comes later")
    func failed() async throws {
        try await run { workshop in
            let first = try await workshop.intake.accept(ask(1)).turn
            let call = await workshop.model.nextCall()
            call.fail(ModelError(.cut, "gone"))
            guard case .failed(let problem, _) = try await first.end() else {
                Issue.record("it did not fail")
                return
            }
            #expect(problem.code == .upstreamCut)
            let second = try await workshop.intake.accept(ask(2)).turn
            let again = await workshop.model.nextCall()
            again.say("Ja")
            again.finish()
            let end = try await second.end()
            #expect(end == .finished(TurnResult(finish: .stop, fullText: "Ja")))
        }
    }

    @Test("A question with a history is nobody else's")
    func history() async throws {
        try await run { workshop in
            let first = try await workshop.intake.accept(ask(1)).turn
            var other = try await ask(2)
            other.history = [Message(role: .user, text: "Vorher"), Message(role: .assistant, text: "Ja")]
            let second = try await workshop.intake.accept(other).turn
            for _ in 1...2 {
                let call = await workshop.model.nextCall()
                call.say("x")
                call.finish()
            }
            _ = try await first.end()
            _ = try await second.end()
        }
    }
}
