import GRDB
import KayaTesting
import Knowledge
import Testing

@testable import SQLiteStorage

@Suite("Knowledge in SQLite")
struct KnowledgeIndexTests {
    private let folder: TemporaryFolder
    private let documents: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        documents = try TemporaryFolder()
        try documents.write(
            "---\ntitle: Kfz zulassen\nurl: https://x.example/kfz\nvalid-from: 2026-01-01\nlanguage: de\n---\n"
                + "## Unterlagen\n- Personalausweis\n- eVB-Nummer\n\n## Kosten\nDie Zulassung kostet 30,60 Euro.",
            to: "de/kfz.md")
        try documents.write("# Sperrmüll\nSperrmüll holen wir zweimal im Jahr ab.", to: "de/sperrmuell.md")
        try documents.write("# Registering a car\nBring your identity card to the office.", to: "en/car.md")
    }

    private func open() throws -> SQLiteKnowledgeIndex {
        try SQLiteKnowledgeIndex(path: folder.path("k.sqlite"))
    }

    @Test("It keeps the contract, empty and filled")
    func contract() async throws {
        let index = try open()
        #expect(try await KnowledgeIndexContract.violations(of: index, answering: nil).isEmpty)
        #expect(try await index.version() == .empty)
        _ = try await index.ingest(folder: documents.path)
        #expect(try await KnowledgeIndexContract.violations(of: index, answering: "Auto zulassen").isEmpty)
    }

    @Test("A passage carries what its document says about itself")
    func passage() async throws {
        let index = try open()
        let report = try await index.ingest(folder: documents.path)
        let result = try await index.search("Was kostet die Zulassung?", language: nil, limit: 3)
        let best = try #require(result.passages.first)
        #expect(best.documentID == "de/kfz.md")
        #expect(best.title == "Kfz zulassen")
        #expect(best.url == "https://x.example/kfz")
        #expect(best.heading == "Kosten")
        #expect(best.text == "Die Zulassung kostet 30,60 Euro.")
        #expect(best.language == "de")
        #expect(best.validFrom == "2026-01-01")
        #expect(best.ordinal == 1)
        #expect(result.version == report.version)
    }

    @Test(
        "Spellings, synonyms, compounds and the other language find the document",
        arguments: [
            ("KFZ", "de/kfz.md"), ("Auto", "de/kfz.md"), ("zugelassen", "de/kfz.md"), ("Autozulassung", "de/kfz.md"),
            ("Sperrmuell", "de/sperrmuell.md"), ("sperrmull", "de/sperrmuell.md"), ("Spermüll", "de/sperrmuell.md"),
            ("Sperrmüllabholung", "de/sperrmuell.md"), ("identity cards", "en/car.md"), ("registred car", "en/car.md"),
        ])
    func forms(query: String, document: String) async throws {
        let index = try open()
        _ = try await index.ingest(folder: documents.path)
        #expect(try await index.search(query, language: nil, limit: 1).passages.first?.documentID == document)
    }

    @Test("A question about nothing that is known finds nothing")
    func unknown() async throws {
        let index = try open()
        _ = try await index.ingest(folder: documents.path)
        #expect(try await index.search("Quantenchromodynamik", language: nil, limit: 5).passages.isEmpty)
    }

    @Test("The folder's synonyms count from the next ingest on")
    func synonyms() async throws {
        let index = try open()
        let before = try await index.ingest(folder: documents.path)
        #expect(try await index.search("Blechkiste", language: nil, limit: 1).passages.isEmpty)
        try documents.write("- [Blechkiste, Kfz]\n- falsch\n", to: "synonyms.yaml")
        let after = try await index.ingest(folder: documents.path)
        #expect(after.version != before.version)
        #expect(after.findings.map(\.file) == ["synonyms.yaml"])
        #expect(try await index.search("Blechkiste", language: nil, limit: 1).passages.first?.documentID == "de/kfz.md")
    }

    @Test("Random questions never throw", arguments: 0..<8)
    func random(seed: UInt64) async throws {
        let index = try open()
        _ = try await index.ingest(folder: documents.path)
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "auto", "zulass", "\"", "'", "*", "(", ")", ":", "AND", "NEAR/2", "\0", "ß", "ä", " ", "-", "\u{301}", "😀",
            "{", "^",
            "Personal", "ausweis", "\n", "%", "\\", "漢", "\u{200D}", ".", "ue", "123",
        ]
        for _ in 0..<150 {
            let count = Int.random(in: 0...12, using: &generator)
            let query = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let result = try await index.search(query, language: nil, limit: 4)
            #expect(result.passages.count <= 4)
        }
    }

    @Test("Full-text lookups use their indexes")
    func noScans() async throws {
        let index = try open()
        _ = try await index.ingest(folder: documents.path)
        let pool = try DatabasePool(path: folder.path("k.sqlite"))
        let plans = try await pool.read { db in
            try [true, false].flatMap { isCut in
                let sql = "EXPLAIN QUERY PLAN " + KnowledgeSearch.matchSQL(.stems, isCut: isCut)
                return try Row.fetchAll(db, sql: sql, arguments: ["\"auto\"", 10])
            }.map { row -> String in row["detail"] }
        }
        #expect(!plans.isEmpty)
        #expect(plans.allSatisfy { $0.contains("VIRTUAL TABLE INDEX") && !$0.contains("B-TREE") })
    }

    @Test("A file that is no index, and one of a newer version, are refused with a clear line")
    func refused() throws {
        try folder.write(String(repeating: "no database ", count: 500), to: "x.sqlite")
        #expect { try SQLiteKnowledgeIndex(path: folder.path("x.sqlite")) } throws: { error in
            (error as? KnowledgeError)?.code == .indexUnusable
        }
        _ = try open()
        let pool = try DatabasePool(path: folder.path("k.sqlite"))
        try pool.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('knowledge-99')") }
        #expect { try open() } throws: { error in
            (error as? KnowledgeError)?.code == .newerSchema
        }
        #expect { try SQLiteKnowledgeIndex(path: folder.path("no/such/folder/k.sqlite")) } throws: { error in
            (error as? KnowledgeError)?.code == .indexUnusable
        }
    }
}
