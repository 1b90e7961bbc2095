import GRDB
import Knowledge

/// The tables of a knowledge index.
enum KnowledgeSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("knowledge-1") { db in
            try createTables(db)
            try createIndexes(db)
        }
        migrator.registerMigration("knowledge-2") { db in
            try db.create(table: "example") { t in
                t.column("source", .text).notNull()
                t.column("language", .text).notNull()
                t.column("ordinal", .integer).notNull()
                t.column("question", .text).notNull()
                t.primaryKey(["source", "language", "ordinal"])
            }
        }
        return migrator
    }

    private static func createTables(_ db: Database) throws {
        try db.create(table: "state") { t in
            t.primaryKey("id", .integer).check { $0 == 1 }
            t.column("version", .text).notNull()
        }
        try db.create(table: "source") { t in
            t.primaryKey("name", .text)
            t.column("synonyms", .text)
        }
        try db.create(table: "document") { t in
            t.autoIncrementedPrimaryKey("id")
            t.column("source", .text).notNull()
            t.column("path", .text).notNull()
            t.column("hash", .text).notNull()
            t.column("format", .integer).notNull()
            t.column("title", .text).notNull()
            t.column("url", .text)
            t.column("language", .text)
            t.column("validFrom", .text)
            t.column("titleStems", .text).notNull()
            t.column("remarks", .text).notNull()
            t.uniqueKey(["source", "path"])
        }
        try db.create(table: "passage") { t in
            t.autoIncrementedPrimaryKey("id")
            t.column("documentID", .integer).notNull().indexed().references("document", onDelete: .cascade)
            t.column("ordinal", .integer).notNull()
            t.column("heading", .text).notNull()
            t.column("text", .text).notNull()
            t.column("titleStems", .text).notNull()
            t.column("headingStems", .text).notNull()
            t.column("bodyStems", .text).notNull()
            t.column("folded", .text).notNull()
        }
    }

    /// Full-text tables over `passage`, kept in step by triggers, and the vocabularies over them.
    private static func createIndexes(_ db: Database) throws {
        try db.create(virtualTable: "stemIndex", using: FTS5()) { t in
            t.synchronize(withTable: "passage")
            t.tokenizer = .unicode61(diacritics: .keep)
            t.column("titleStems")
            t.column("headingStems")
            t.column("bodyStems")
        }
        try db.execute(sql: "INSERT INTO stemIndex(stemIndex, rank) VALUES ('rank', 'bm25(6.0, 3.0, 1.0)')")
        try db.create(virtualTable: "fragmentIndex", using: FTS5()) { t in
            t.synchronize(withTable: "passage")
            t.tokenizer = FTS5TokenizerDescriptor(components: ["trigram"])
            t.column("folded")
        }
        try db.create(virtualTable: "wordIndex", using: FTS5()) { t in
            t.synchronize(withTable: "passage")
            t.tokenizer = .unicode61(diacritics: .keep)
            t.detail = "none"
            t.column("folded")
        }
        try db.execute(sql: "CREATE VIRTUAL TABLE stemVocabulary USING fts5vocab(stemIndex, row)")
        try db.execute(sql: "CREATE VIRTUAL TABLE wordVocabulary USING fts5vocab(wordIndex, row)")
    }
}
