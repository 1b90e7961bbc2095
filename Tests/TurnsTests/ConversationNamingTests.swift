import Answering
import Archive
import Dialogue
import KayaTesting
import LanguageModels
import Testing

@testable import Turns

@Suite("Naming conversations", .timeLimit(.minutes(1)))
struct ConversationNamingTests {
    private let archive = InMemoryArchive()
    private let model = DirectedModel()
    private let owner = Owner(.visitor, high: 1, low: 1)
    private let conversation = ConversationID(high: 2, low: 2)
    private var naming: ConversationNaming {
        let logger = CapturedLog().logger
        return ConversationNaming(
            archive: archive, writer: TitleWriter(model: model, clock: ManualClock(), logger: logger), logger: logger)
    }

    private func create() async throws {
        let moment = Timestamp(milliseconds: 0)
        try await archive.create(
            StoredConversation(id: conversation, owner: owner, createdAt: moment, updatedAt: moment))
    }

    private func turn(history: [Message] = [], relation: TurnRelation? = nil, isKept: Bool = true) -> LiveTurn {
        let place = TurnPlace(owner: owner, conversation: conversation, relation: relation)
        let request = NewTurn(
            question: "Was kostet ein Ausweis?", history: history, visitor: Visitor(key: 1),
            place: isKept ? place : nil)
        return LiveTurn(id: TurnID(high: 3, low: 3), request: request, capacity: 10, acceptedAt: .zero)
    }

    private var title: String? {
        get async throws { try await archive.conversation(conversation, of: owner)?.title }
    }

    @Test("When the first answer is complete the model is asked for a title, which the conversation then has")
    func named() async throws {
        try await create()
        try await TurnWorkshop.run {
            $0.conversations = archive
            $0.writesTitles = true
        } _: { workshop in
            let turn = try await workshop.intake.accept(turn().request).turn
            let answer = await workshop.model.nextCall()
            answer.say("37 Euro")
            answer.finish()
            _ = try await turn.end()
            #expect(try await title == "Was kostet ein Ausweis?")
            let naming = await workshop.model.nextCall()
            #expect(naming.prompt.messages.first?.text != answer.prompt.messages.first?.text)
            naming.say("Gebühren")
            naming.finish()
        }
    }

    @Test("The model's title replaces the question's words, but none that a person chose")
    func replaced() async throws {
        try await create()
        for (chosen, expected) in [(nil, "Gebühren"), ("Meins", "Meins")] {
            if let chosen { _ = try await archive.change(conversation, of: owner, ConversationChange(title: chosen)) }
            async let ended: Void = naming.turnEnded(turn(), .answered(Answer(finish: .stop)))
            let call = await model.nextCall()
            call.say("Gebühren")
            call.finish()
            await ended
            #expect(try await title == expected)
        }
    }

    @Test("Later turns, unfinished and cached answers, and what is not kept cost no title")
    func unnamed() async throws {
        try await create()
        let earlier = Message(role: .user, text: "Moin")
        let whole = TurnEnding.answered(Answer(finish: .stop))
        await naming.turnEnded(turn(history: [earlier]), whole)
        await naming.turnEnded(turn(relation: .repeats(TurnID(high: 4, low: 4))), whole)
        await naming.turnEnded(turn(isKept: false), whole)
        await naming.turnEnded(turn(), .answered(Answer(finish: .length)))
        await naming.turnEnded(turn(), .answered(Answer(finish: .stop, cachedAt: Timestamp(milliseconds: 1))))
        await naming.turnEnded(turn(), .failed(Problem(.upstreamCut)))
        await naming.turnEnded(turn(), .stopped(.requested))
        #expect(model.callCount == 0)
        #expect(try await title == "")
    }
}
