import Archive
import Dialogue
import KayaTesting
import Testing

@Suite("Deleting what was kept long enough")
struct ConversationExpiryTests {
    @Test("Each kind of owner has its own time, counted from the last question")
    func kinds() async throws {
        let scene = ConversationScene(InMemoryArchive())
        let day: Int64 = 86_400_000
        let now = 400 * day
        let old = try await scene.begin(1, of: scene.anna, at: now - 31 * day)
        try await scene.ask("Alt?", 2, in: old, at: now - 31 * day)
        let young = try await scene.begin(2, of: scene.anna, at: now - 29 * day)
        try await scene.ask("Jung?", 3, in: young, at: now - 29 * day)
        let asked = try await scene.begin(3, of: scene.anna, at: now - 40 * day)
        try await scene.ask("Noch da?", 1, in: asked, at: now - day)
        let account = try await scene.begin(4, of: scene.bert, at: now - 31 * day)
        try await scene.ask("Wer?", 4, in: account, at: now - 31 * day)
        let expiry = ConversationExpiry(archive: scene.archive, policy: RetentionPolicy())
        #expect(try await expiry.run(at: Timestamp(milliseconds: now)) == 1)
        #expect(try await scene.archive.conversation(old.id, of: scene.anna) == nil)
        for id in [young.id, asked.id] { #expect(try await scene.archive.conversation(id, of: scene.anna) != nil) }
        #expect(try await scene.archive.conversation(account.id, of: scene.bert) != nil)
    }

    @Test("However many there are, all of them go")
    func many() async throws {
        let scene = ConversationScene(InMemoryArchive())
        for number in UInt64(1)...450 { try await scene.begin(number, of: scene.anna, at: Int64(number)) }
        let expiry = ConversationExpiry(archive: scene.archive, policy: RetentionPolicy())
        #expect(try await expiry.run(at: Timestamp(milliseconds: 400 * 86_400_000)) == 450)
    }

    @Test("A conversation in which nothing is asked goes after a day, an account's and a named one too")
    func unasked() async throws {
        let scene = ConversationScene(InMemoryArchive())
        let hour: Int64 = 3_600_000
        try await scene.begin(1, of: scene.anna, at: hour)
        try await scene.begin(2, of: scene.bert, at: hour, isPinned: true, title: "Leer")
        let late = try await scene.begin(3, of: scene.anna, at: 2 * hour)
        let asked = try await scene.begin(4, of: scene.anna, at: hour)
        try await scene.ask("Noch da?", 1, in: asked, at: 2 * hour)
        let expiry = ConversationExpiry(archive: scene.archive, policy: RetentionPolicy())
        #expect(try await expiry.run(at: Timestamp(milliseconds: 25 * hour)) == 0)
        #expect(try await expiry.run(at: Timestamp(milliseconds: 25 * hour + 1)) == 2)
        for id in [late.id, asked.id] { #expect(try await scene.archive.conversation(id, of: scene.anna) != nil) }
    }

    @Test(
        "The deadline that a reader is told is the moment of deletion", arguments: [false, true],
        [Duration.seconds(60), .seconds(86_400 * 9)])
    func deadline(isAsked: Bool, lifetime: Duration) async throws {
        let scene = ConversationScene(InMemoryArchive())
        var conversation = try await scene.begin(1, of: scene.anna, at: 5)
        if isAsked { try await scene.ask("Noch da?", 1, in: conversation, at: 6) }
        conversation = try #require(try await scene.archive.conversation(conversation.id, of: scene.anna))
        var policy = RetentionPolicy()
        policy.visitors = lifetime
        let deadline = policy.deadline(of: conversation)
        let expiry = ConversationExpiry(archive: scene.archive, policy: policy)
        #expect(try await expiry.run(at: deadline) == 0)
        #expect(try await expiry.run(at: deadline.advanced(by: .milliseconds(1))) == 1)
    }
}
