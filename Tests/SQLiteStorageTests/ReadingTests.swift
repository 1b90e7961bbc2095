import GRDB
import Knowledge
import Testing

@testable import SQLiteStorage

@Suite("Reading what is known")
struct ReadingTests {
    private let folder: TemporaryFolder
    private let documents: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        documents = try TemporaryFolder()
        let long = (1...3).map { "\($0)" + String(repeating: " Wort", count: 150) }.joined(separator: "\n\n")
        try documents.write(
            "---\ntitle: Ausweis\nurl: https://x.example/a\nlanguage: de\n---\nOben.\n\n## Kosten\n37 Euro, nämlich:\n"
                + "- 30 Euro Gebühr\n- 7 Euro Versand\n\n## Lang\n" + long,
            to: "de/ausweis.md")
    }

    private func filled() async throws -> SQLiteKnowledgeIndex {
        let index = try SQLiteKnowledgeIndex(path: folder.path("k.sqlite"))
        _ = try await index.ingest(folder: documents.path)
        return index
    }

    private func text(_ heading: String, title: String = "Ausweis", limit: Int = 10) async throws -> String {
        Passage.joinedText(
            try await filled().passages(of: "de/ausweis.md", titled: title, under: heading, limit: limit))
    }

    @Test("A part of a document is read whole, though it was cut into passages")
    func part() async throws {
        #expect(try await text("Kosten") == "37 Euro, nämlich:\n- 30 Euro Gebühr\n- 7 Euro Versand")
        #expect(try await text("") == "Oben.")
        let passages = try await filled().passages(of: "de/ausweis.md", titled: "Ausweis", under: "Lang", limit: 10)
        #expect(passages.count == 3 && passages.map(\.ordinal) == [2, 3, 4])
        #expect(passages.first?.url == "https://x.example/a" && passages.first?.language == "de")
        #expect(Passage.joinedText(passages).split(separator: "\n\n").map { $0.prefix(1) } == ["1", "2", "3"])
        #expect(try await filled().passages(of: "de/ausweis.md", titled: "Ausweis", under: "Lang", limit: 2).count == 2)
    }

    @Test("What a document no longer says, and a document of another name, is not found")
    func gone() async throws {
        #expect(try await text("Fristen").isEmpty)
        #expect(try await text("Kosten", title: "Pass").isEmpty)
        try documents.write("# Ausweis\nNeu.", to: "de/ausweis.md")
        #expect(try await text("Kosten").isEmpty)
    }

    @Test("Examples are there after the next ingest, by language, and gone with their file")
    func examples() async throws {
        let version = try await filled().version()
        try documents.write("de: [Wo?, Wann?, Was?]\nen: falsch\n", to: "examples.yaml")
        let index = try await filled()
        #expect(try await index.examples(language: "de", limit: 2) == ["Wo?", "Wann?"])
        #expect(try await index.examples(language: "en", limit: 2).isEmpty)
        #expect(try await index.version() == version)
        #expect(try await index.ingest(folder: documents.path).findings.map(\.file) == ["examples.yaml"])
        try documents.remove("examples.yaml")
        #expect(try await filled().examples(language: "de", limit: 2).isEmpty)
    }

    @Test("An index of the version before is taken on, and has no examples yet")
    func upgrade() async throws {
        let version = try await filled().version()
        let pool = try DatabasePool(path: folder.path("k.sqlite"))
        try await pool.write { db in
            try db.execute(sql: "DROP TABLE example")
            try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'knowledge-2'")
        }
        let index = try SQLiteKnowledgeIndex(path: folder.path("k.sqlite"))
        #expect(try await index.version() == version)
        #expect(try await index.examples(language: "de", limit: 2).isEmpty)
    }
}
