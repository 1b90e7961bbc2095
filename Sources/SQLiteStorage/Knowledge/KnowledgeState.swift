import GRDB
import Knowledge

/// The version of the knowledge, kept beside the documents and written with them.
enum KnowledgeState {
    static func version(_ db: Database) throws -> KnowledgeVersion {
        let version = try String.fetchOne(db, sql: "SELECT version FROM state")
        return version.map(KnowledgeVersion.init) ?? .empty
    }

    /// Computes the version of what the tables hold and writes it down.
    static func update(_ db: Database) throws -> KnowledgeVersion {
        let version = try computed(db)
        try db.execute(
            sql:
                "INSERT INTO state (id, version) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version",
            arguments: [version.rawValue])
        return version
    }

    private static func computed(_ db: Database) throws -> KnowledgeVersion {
        var lines = ["format \(IndexedText.format)"]
        let documents = try Row.fetchCursor(db, sql: "SELECT source, path, hash FROM document ORDER BY source, path")
        while let row = try documents.next() {
            lines.append(["document", row[0], row[1], row[2]].joined(separator: "\0"))
        }
        guard lines.count > 1 else { return .empty }
        let sources = try Row.fetchCursor(
            db, sql: "SELECT name, synonyms FROM source WHERE synonyms IS NOT NULL ORDER BY name")
        while let row = try sources.next() {
            let synonyms: String = row[1]
            lines.append(["synonyms", row[0], ContentHash.hexadecimal(of: synonyms.utf8)].joined(separator: "\0"))
        }
        let hash = ContentHash.hexadecimal(of: lines.joined(separator: "\n").utf8)
        return KnowledgeVersion(rawValue: String(hash.prefix(32)))
    }
}
