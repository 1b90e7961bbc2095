import GRDB

/// The tables of the archive. A migration that was released is never changed, only followed by another.
///
/// What people wrote is a BLOB of UTF-8, because text that SQLite takes for text ends at its first NUL.
enum ArchiveSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("archive-1") { db in
            try createConversations(db)
            try createTurns(db)
        }
        migrator.registerMigration("archive-2") { db in
            try createAnswers(db)
            try createDeletionLog(db)
        }
        migrator.registerMigration("archive-3") { db in
            // Asking changes `updatedAt`: this stays small, and finding what is in it is no walk through everything.
            try db.execute(
                sql: "CREATE INDEX conversationUnasked ON conversation (createdAt) WHERE createdAt = updatedAt")
        }
        return migrator
    }

    /// Answers to equal questions. One goes with the turn it was first given in.
    private static func createAnswers(_ db: Database) throws {
        try db.create(table: "answer") { t in
            t.primaryKey("key", .blob)
            t.column("text", .blob).notNull()
            t.column("sources", .blob).notNull()
            t.column("turn", .text).notNull().indexed()
            t.column("answeredAt", .integer).notNull().indexed()
        }
        try db.execute(
            sql: """
                CREATE TRIGGER answerGoesWithTurn AFTER DELETE ON turn
                BEGIN DELETE FROM answer WHERE turn = OLD.id; END
                """)
    }

    /// That something was deleted, when, and of which kind of owner: no content, no name.
    private static func createDeletionLog(_ db: Database) throws {
        try db.create(table: "deletion") { t in
            t.autoIncrementedPrimaryKey("key")
            t.column("at", .integer).notNull()
            t.column("ownerKind", .text).notNull()
        }
        try db.execute(
            sql: """
                CREATE TRIGGER conversationDeletionIsLogged AFTER DELETE ON conversation
                BEGIN
                    INSERT INTO deletion (at, ownerKind)
                    VALUES (strftime('%s', 'now') * 1000, substr(OLD.owner, 1, 1));
                END
                """)
    }

    private static func createConversations(_ db: Database) throws {
        try db.create(table: "conversation") { t in
            t.autoIncrementedPrimaryKey("key")
            t.column("id", .text).notNull().unique()
            t.column("owner", .text).notNull()
            t.column("title", .blob).notNull()
            t.column("isTitleChosen", .boolean).notNull()
            t.column("isPinned", .boolean).notNull()
            t.column("isArchived", .boolean).notNull()
            t.column("createdAt", .integer).notNull()
            t.column("updatedAt", .integer).notNull()
        }
        try db.execute(
            sql: """
                CREATE INDEX conversationList
                ON conversation (owner, isArchived, isPinned DESC, updatedAt DESC, id DESC)
                """)
        try db.create(index: "conversationAge", on: "conversation", columns: ["updatedAt"])
    }

    private static func createTurns(_ db: Database) throws {
        try db.create(table: "turn") { t in
            t.autoIncrementedPrimaryKey("key")
            t.column("id", .text).notNull().unique()
            t.column("conversation", .integer).notNull().references("conversation", onDelete: .cascade)
            t.column("requestID", .text)
            t.column("relation", .text)
            t.column("relatedTurn", .text)
            t.column("question", .blob).notNull()
            t.column("text", .blob).notNull()
            t.column("sources", .blob).notNull()
            t.column("state", .integer).notNull()
            t.column("ending", .blob)
            t.column("position", .integer).notNull()
            t.column("askedAt", .integer).notNull()
            t.column("rating", .text)
            t.column("reason", .text)
            t.column("comment", .blob)
        }
        try db.create(index: "turnOrder", on: "turn", columns: ["conversation", "key"])
        try db.execute(
            sql: """
                CREATE UNIQUE INDEX turnRequest ON turn (conversation, requestID) WHERE requestID IS NOT NULL
                """)
        try db.execute(sql: "CREATE INDEX turnRunning ON turn (state) WHERE state = 0")
    }
}
