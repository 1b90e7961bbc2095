package import Archive
package import Dialogue
import GRDB

extension SQLiteArchive {
    package func create(_ conversation: StoredConversation) async throws {
        try await writes.perform { db in
            let insert = try db.cachedStatement(
                sql: """
                    INSERT INTO conversation
                        (id, owner, title, isTitleChosen, isPinned, isArchived, createdAt, updatedAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                    """)
            try insert.execute(arguments: [
                conversation.id.description, conversation.owner.description, StoredText(conversation.title),
                conversation.isTitleChosen, conversation.isPinned, conversation.isArchived,
                conversation.createdAt.milliseconds, conversation.updatedAt.milliseconds,
            ])
        }
    }

    package func conversation(_ id: ConversationID, of owner: Owner) async throws -> StoredConversation? {
        try await read { db in
            let statement = try db.cachedStatement(sql: "SELECT * FROM conversation WHERE id = ? AND owner = ?")
            return try Row.fetchOne(statement, arguments: [id.description, owner.description])
                .map(ConversationRow.conversation)
        }
    }

    package func conversations(
        of owner: Owner, _ query: ConversationPage.Query
    ) async throws -> ConversationPage {
        try await read { db in
            var sql = "SELECT * FROM conversation WHERE owner = ? AND isArchived = ?"
            var arguments: StatementArguments = [owner.description, query.isArchived]
            if let cursor = query.after {
                sql += " AND (isPinned, updatedAt, id) < (?, ?, ?)"
                arguments += [cursor.isPinned, cursor.updatedAt.milliseconds, cursor.id.description]
            }
            if let search = query.search {
                sql += """
                     AND (mentions(title, ?) OR EXISTS (
                        SELECT 1 FROM turn WHERE turn.conversation = conversation.key
                            AND (mentions(question, ?) OR mentions(text, ?))))
                    """
                arguments += [search, search, search]
            }
            sql += " ORDER BY isPinned DESC, updatedAt DESC, id DESC LIMIT ?"
            arguments += [query.limit + 1]
            let rows = try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments)
            let page = try rows.prefix(query.limit).map(ConversationRow.conversation)
            return ConversationPage(
                conversations: page, next: rows.count > page.count ? page.last.map(ConversationPage.Cursor.init) : nil)
        }
    }

    package func change(
        _ id: ConversationID, of owner: Owner, _ change: ConversationChange
    ) async throws -> StoredConversation? {
        try await writes.perform { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    UPDATE conversation SET title = coalesce(?, title), isTitleChosen = isTitleChosen OR ?,
                        isPinned = coalesce(?, isPinned), isArchived = coalesce(?, isArchived)
                    WHERE id = ? AND owner = ? RETURNING *
                    """,
                arguments: [
                    change.title.map(StoredText.init), change.title != nil, change.isPinned, change.isArchived,
                    id.description, owner.description,
                ])
            return try row.map(ConversationRow.conversation)
        }
    }

    package func suggestTitle(_ title: String, for id: ConversationID, of owner: Owner) async throws {
        try await writes.perform { db in
            try db.execute(
                sql: "UPDATE conversation SET title = ? WHERE id = ? AND owner = ? AND NOT isTitleChosen",
                arguments: [StoredText(title), id.description, owner.description])
        }
    }

    package func delete(_ id: ConversationID, of owner: Owner) async throws -> Bool {
        try await delete("id = ? AND owner = ?", [id.description, owner.description]) > 0
    }

    package func erase(_ owner: Owner) async throws -> Int {
        try await delete("owner = ?", [owner.description])
    }

    package func expire(_ kinds: Set<Owner.Kind>, before moment: Timestamp, limit: Int) async throws -> Int {
        let letters = kinds.map(\.rawValue)
        let places = letters.map { _ in "?" }.joined(separator: ", ")
        return try await delete(
            """
            key IN (SELECT key FROM conversation WHERE updatedAt < ? AND substr(owner, 1, 1) IN (\(places))
                ORDER BY updatedAt LIMIT ?)
            """,
            [moment.milliseconds] + StatementArguments(letters) + [limit])
    }

    package func expireUnasked(before moment: Timestamp, limit: Int) async throws -> Int {
        // Equal moments are what the index `conversationUnasked` holds; the turns are what counts.
        try await delete(
            """
            key IN (SELECT key FROM conversation WHERE createdAt = updatedAt AND createdAt < ?
                AND NOT EXISTS (SELECT 1 FROM turn WHERE turn.conversation = conversation.key)
                ORDER BY createdAt LIMIT ?)
            """,
            [moment.milliseconds, limit])
    }

    private func delete(_ condition: String, _ arguments: StatementArguments) async throws -> Int {
        try await writes.perform { db in
            try db.execute(sql: "DELETE FROM conversation WHERE \(condition)", arguments: arguments)
            return db.changesCount
        }
    }
}
