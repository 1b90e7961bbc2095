import Archive
import Dialogue
import Foundation
import GRDB
import KayaTesting
import Testing

@testable import SQLiteStorage

@Suite("Conversations in SQLite")
struct SQLiteArchiveTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func open() throws -> SQLiteArchive {
        var configuration = SQLiteArchiveConfiguration()
        configuration.busyTimeout = .milliseconds(50)
        return try SQLiteArchive(path: folder.path("c.sqlite"), configuration: configuration)
    }

    @Test("The archive keeps the contract of turns", arguments: TurnArchiveContract.allCases)
    func turns(_ clause: TurnArchiveContract) async throws {
        let scene = ConversationScene(try open())
        let conversation = try await scene.begin(1, of: scene.anna)
        let place = TurnPlace(owner: scene.anna, conversation: conversation.id)
        #expect(try await clause.isKept(by: scene.archive, in: place))
    }

    @Test("The archive keeps the contract of conversations", arguments: ConversationArchiveContract.allCases)
    func conversations(_ clause: ConversationArchiveContract) async throws {
        #expect(try await clause.isKept(by: try open()))
    }

    @Test("What was kept is there when the file is opened again")
    func reopening() async throws {
        let scene = ConversationScene(try open())
        let conversation = try await scene.begin(1, of: scene.anna)
        let turn = try await scene.ask("Wer?", 1, in: conversation)
        #expect(try await open().turn(turn.id, for: scene.anna) == turn)
    }

    @Test("Writes that come together are all kept, and one that fails takes no other with it")
    func together() async throws {
        let archive = try open()
        let scene = ConversationScene(archive)
        let conversation = try await scene.begin(1, of: scene.anna)
        let failures = await withTaskGroup(of: Bool.self) { group in
            for number in UInt64(1)...200 {
                group.addTask {
                    do {
                        // Every second one names a request that is taken.
                        _ = try await scene.ask("\(number)?", number, in: conversation, request: "\(number / 2)")
                        return false
                    } catch {
                        return true
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        let kept = try await archive.turns(of: conversation.id, owner: scene.anna, before: nil, limit: 1_000)
        #expect(failures == 99)
        #expect(kept?.count == 101)
    }

    @Test("A write whose caller is cancelled is kept all the same")
    func cancelled() async throws {
        let archive = try open()
        let scene = ConversationScene(archive)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                withUnsafeCurrentTask { $0?.cancel() }
                _ = try? await scene.begin(1, of: scene.anna)
            }
        }
        #expect(try await archive.conversation(ConversationID(high: 0, low: 1), of: scene.anna) != nil)
    }

    @Test("A store that somebody locks is unavailable, and works again by itself")
    func locked() async throws {
        let archive = try open()
        let scene = ConversationScene(archive)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: folder.path("c.sqlite"), configuration: configuration)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let failure = await #expect(throws: ArchiveError.self) { try await scene.begin(1, of: scene.anna) }
        #expect(failure?.code == .unavailable)
        #expect(await archive.isWritable() == false)
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        try await scene.begin(1, of: scene.anna)
        #expect(await archive.isWritable())
    }

    @Test("A store without room is unavailable, keeps what it has, and works again when there is room")
    func full() async throws {
        let archive = try open()
        let scene = ConversationScene(archive)
        let conversation = try await scene.begin(1, of: scene.anna)
        let turn = try await scene.ask("Passt noch?", 1, in: conversation)
        let pages = try await archive.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        try await archive.writes.perform { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
        let long = String(repeating: "Zu lang. ", count: 20_000)
        let failure = await #expect(throws: ArchiveError.self) { try await scene.ask(long, 2, in: conversation) }
        #expect(failure?.code == .unavailable)
        #expect(failure.map { "\($0)".contains("Zu lang") } == false, "an error holds nothing that was written")
        #expect(try await archive.turn(turn.id, for: scene.anna) == turn)
        try await archive.writes.perform { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        let later = try await scene.ask(long, 2, in: conversation)
        #expect(try await archive.turn(later.id, for: scene.anna) == later)
    }

    @Test("A file of a newer version is refused with a line that says so")
    func newer() async throws {
        _ = try open()
        try await DatabaseQueue(path: folder.path("c.sqlite")).write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('archive-999')")
        }
        let failure = #expect(throws: ArchiveError.self) { try open() }
        #expect(failure?.code == .newerSchema)
        #expect(failure?.message.contains("newer version of kaya") == true)
    }

    @Test("A file that is no database is refused and left as it is")
    func noDatabase() throws {
        try folder.write(
            "Keine Datenbank, sondern ein Text von mehr als hundert Zeichen, damit SQLite ihn liest.", to: "c.sqlite")
        let before = try Data(contentsOf: URL(filePath: folder.path("c.sqlite")))
        let failure = #expect(throws: ArchiveError.self) { try open() }
        #expect(failure?.code == .unusable)
        #expect(try Data(contentsOf: URL(filePath: folder.path("c.sqlite"))) == before)
    }

    @Test("Nothing of what was deleted is left in any file")
    func canary() async throws {
        let archive = try open()
        let scene = ConversationScene(archive)
        let kept = try await scene.begin(1, of: scene.anna, title: "bleibt-da")
        let gone = try await scene.begin(2, of: scene.anna, title: "kanarienvogel-titel")
        let turn = try await scene.ask("kanarienvogel-frage?", 1, in: gone, request: "kanarienvogel-request")
        try await archive.save([TurnProgress(id: turn.id, text: "kanarienvogel-teil", sources: [], position: 2)])
        // Longer than a page, so that it lies on overflow pages.
        try await scene.answer(turn, String(repeating: "kanarienvogel-antwort ", count: 2_000))
        _ = try await archive.setFeedback(
            Feedback(rating: .down, comment: "kanarienvogel-kommentar"), for: turn.id, of: scene.anna)
        #expect(try mentions("kanarienvogel"))
        #expect(try await archive.delete(gone.id, of: scene.anna))
        try await archive.compact()
        #expect(try !mentions("kanarienvogel"))
        #expect(try mentions("bleibt-da"))
        #expect(try await archive.conversation(kept.id, of: scene.anna) == kept)
    }

    @Test("What goes because nothing was asked is logged as deleted, and found without a walk through what was asked")
    func unasked() async throws {
        let archive = try open()
        let scene = ConversationScene(archive)
        try await scene.begin(1, of: scene.anna, title: "Nie gefragt")
        try await scene.begin(2, of: scene.bert)
        #expect(try await archive.expireUnasked(before: Timestamp(milliseconds: 2_000), limit: 9) == 2)
        let (kinds, plan) = try await archive.read { db in
            (
                try String.fetchAll(db, sql: "SELECT ownerKind FROM deletion ORDER BY ownerKind"),
                try Row.fetchAll(
                    db,
                    sql: """
                        EXPLAIN QUERY PLAN SELECT key FROM conversation
                        WHERE createdAt = updatedAt AND createdAt < 9 ORDER BY createdAt LIMIT 9
                        """
                ).map { $0["detail"] as String }
            )
        }
        #expect(kinds == ["a", "v"])
        #expect(plan.contains { $0.contains("conversationUnasked") }, "\(plan)")
    }

    @Test("Only its owner may read the file and those beside it")
    func mode() async throws {
        let archive = try open()
        try await ConversationScene(archive).begin(1, of: Owner(.visitor, high: 0, low: 0))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.count == 3)
        for name in names {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(name))
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    private func mentions(_ text: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).contains { name in
            try Data(contentsOf: URL(filePath: folder.path(name))).range(of: Data(text.utf8)) != nil
        }
    }
}
