import Answering
import Archive
import Dialogue
import GRDB
import KayaTesting
import Knowledge
import Logging
import Synchronization
import Testing

@testable import SQLiteStorage

@Suite("Answers kept for equal questions, in SQLite")
struct SQLiteAnswerCacheTests {
    private let folder: TemporaryFolder
    private let archive: SQLiteArchive
    private let now = Clock()

    /// The wall clock of one test.
    private final class Clock: Sendable {
        let milliseconds = Atomic<Int64>(1_000_000)
    }

    init() throws {
        folder = try TemporaryFolder()
        archive = try SQLiteArchive(path: folder.path("c.sqlite"))
    }

    private func open(maximumEntries: Int = 10) -> SQLiteAnswerCache {
        var configuration = SQLiteAnswerCacheConfiguration()
        configuration.maximumEntries = maximumEntries
        configuration.maximumAge = .seconds(60)
        return SQLiteAnswerCache(
            in: archive, configuration: configuration,
            wallTime: { [now] in Timestamp(milliseconds: now.milliseconds.load(ordering: .relaxed)) },
            logger: Logger(label: "test"))
    }

    private func key(
        _ question: String, knowledge: String = "k1", model: String = "m", language: String = "de",
        style: AnswerStyle = .standard
    ) -> AnswerKey {
        AnswerKey(
            question: question, knowledge: KnowledgeVersion(rawValue: knowledge), model: model, language: language,
            style: style)
    }

    private func answer(_ text: String, at milliseconds: Int64 = 1_000_000) -> CachedAnswer {
        CachedAnswer(
            text: text, sources: [Source(number: 1, title: "T", document: "d.md")],
            answeredAt: Timestamp(milliseconds: milliseconds))
    }

    @Test("An answer is there for an equal question, also when the file is opened again")
    func kept() async throws {
        await open().keep(
            answer("37 Euro \u{0}"), for: key("Was kostet ein Ausweis?"), turn: TurnID(high: 0, low: 1), isStored: false
        )
        let again = SQLiteAnswerCache(
            in: try SQLiteArchive(path: folder.path("c.sqlite")), configuration: SQLiteAnswerCacheConfiguration(),
            wallTime: { Timestamp(milliseconds: 1_000_001) }, logger: Logger(label: "test"))
        #expect(await again.answer(key("  was  kostet ein AUSWEIS ?")) == answer("37 Euro \u{0}"))
    }

    @Test("Whatever decides an answer is in its key")
    func keys() async {
        let cache = open()
        await cache.keep(
            answer("A"), for: key("Was kostet ein Ausweis?"), turn: TurnID(high: 0, low: 1), isStored: false)
        for other in [
            key("Was kostet ein Pass?"), key("Was kostet ein Ausweis?", knowledge: "k2"),
            key("Was kostet ein Ausweis?", model: "n"), key("Was kostet ein Ausweis?", language: "en"),
            key("Was kostet ein Ausweis?", style: .plain),
        ] {
            #expect(await cache.answer(other) == nil)
        }
    }

    @Test("An answer that is too old is none")
    func age() async {
        let cache = open()
        await cache.keep(answer("A"), for: key("A"), turn: TurnID(high: 0, low: 1), isStored: false)
        now.milliseconds.store(1_059_999, ordering: .relaxed)
        #expect(await cache.answer(key("A")) != nil)
        now.milliseconds.store(1_060_000, ordering: .relaxed)
        #expect(await cache.answer(key("A")) == nil)
    }

    @Test("The oldest answers go when there are too many")
    func size() async {
        let cache = open(maximumEntries: 3)
        for number in UInt64(1)...5 {
            await cache.keep(
                answer("\(number)", at: 1_000_000 + Int64(number)), for: key("\(number)"),
                turn: TurnID(high: 0, low: number), isStored: false)
        }
        var kept: [Int] = []
        for number in 1...5 where await cache.answer(key("\(number)")) != nil { kept.append(number) }
        #expect(kept == [3, 4, 5])
    }

    @Test("Deleting the conversation in which it was first given deletes the answer")
    func deletion() async throws {
        let cache = open()
        let scene = ConversationScene(archive)
        let conversation = try await scene.begin(1, of: scene.anna)
        let turn = try await scene.ask("Ich heiße Anna?", 1, in: conversation)
        await cache.keep(answer("Guten Tag, Anna"), for: key("Ich heiße Anna?"), turn: turn.id, isStored: true)
        #expect(try await archive.delete(conversation.id, of: scene.anna))
        #expect(await cache.answer(key("Ich heiße Anna?")) == nil)
        // An answer that was on its way into the cache meanwhile.
        await cache.keep(answer("Guten Tag, Anna"), for: key("Ich heiße Anna?"), turn: turn.id, isStored: true)
        #expect(await cache.answer(key("Ich heiße Anna?")) == nil)
    }

    @Test("A store that cannot be read is no cache, and no failure")
    func failing() async throws {
        let cache = open()
        await cache.keep(answer("A"), for: key("A"), turn: TurnID(high: 0, low: 1), isStored: false)
        try await archive.writes.perform { try $0.execute(sql: "DROP TABLE answer") }
        #expect(await cache.answer(key("A")) == nil)
        await cache.keep(answer("A"), for: key("A"), turn: TurnID(high: 0, low: 1), isStored: false)
    }
}
