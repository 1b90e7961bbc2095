import Archive
import Dialogue
import Foundation
import GRDB
import KayaTesting
import Testing

@testable import SQLiteStorage

@Suite("Files of earlier versions")
struct ArchiveUpgradeTests {
    @Test("A file of the first version that kept conversations opens, with all that is in it, and goes on")
    func first() async throws {
        let folder = try TemporaryFolder()
        let dump = try String(contentsOf: Fixture.folder.appending(path: "archive/archive-1.sql"), encoding: .utf8)
        try await DatabaseQueue(path: folder.path("c.sqlite")).writeWithoutTransaction { try $0.execute(sql: dump) }
        let archive = try SQLiteArchive(path: folder.path("c.sqlite"))
        let owner = try #require(Owner("vWYSxUyVYHEsYskGzQssogw"))
        let id = try #require(ConversationID("8HM62WTvzAKGAbdtCCV2ZQ"))
        let conversation = try await archive.conversation(id, of: owner)
        #expect(conversation?.title == "Was kostet ein Ausweis?")
        let turns = try await archive.turns(of: id, owner: owner, before: nil, limit: 9)
        #expect(turns?.map(\.question) == ["Was kostet ein Ausweis?"])
        guard case .finished(let result) = turns?.first?.state else {
            Issue.record("\(String(describing: turns))")
            return
        }
        #expect(result.finish == .stop)
        #expect(result.fullText.hasPrefix("Ich formuliere nicht selbst"))
        let next = StoredTurn(
            id: TurnID(high: 1, low: 1), question: "Und?", place: TurnPlace(owner: owner, conversation: id))
        try await archive.begin(next)
        #expect(try await archive.delete(id, of: owner))
    }
}
