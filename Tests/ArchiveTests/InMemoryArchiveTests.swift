import Archive
import Dialogue
import KayaTesting
import Testing

@Suite("Keeping conversations in memory")
struct InMemoryArchiveTests {
    @Test("The archive keeps the contract of turns", arguments: TurnArchiveContract.allCases)
    func turns(_ clause: TurnArchiveContract) async throws {
        let scene = ConversationScene(InMemoryArchive())
        let conversation = try await scene.begin(1, of: scene.anna)
        let place = TurnPlace(owner: scene.anna, conversation: conversation.id)
        #expect(try await clause.isKept(by: scene.archive, in: place))
    }

    @Test("The archive keeps the contract of conversations", arguments: ConversationArchiveContract.allCases)
    func conversations(_ clause: ConversationArchiveContract) async throws {
        #expect(try await clause.isKept(by: InMemoryArchive()))
    }
}
