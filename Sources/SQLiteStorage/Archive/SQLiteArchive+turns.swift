package import Archive
package import Dialogue
import Foundation
import GRDB

extension SQLiteArchive {
    package func begin(_ turn: StoredTurn) async throws {
        guard let place = turn.place else {
            throw ArchiveError(.unknownConversation, "A turn outside every conversation is not kept here.")
        }
        try await writes.perform { db in
            // The owner is part of the query that writes: there is no moment between looking and doing.
            let update = try db.cachedStatement(
                sql: """
                    UPDATE conversation SET updatedAt = ?, title = CASE WHEN length(title) = 0 THEN ? ELSE title END
                    WHERE id = ? AND owner = ? RETURNING key
                    """)
            let key = try Int64.fetchOne(
                update,
                arguments: [
                    turn.askedAt.milliseconds, StoredText(ConversationTitle.words(of: turn.question)),
                    place.conversation.description, place.owner.description,
                ])
            guard let key else { throw ArchiveError(.unknownConversation, "There is no such conversation.") }
            try Self.insert(turn, at: place, in: key, db)
        }
    }

    private static func insert(_ turn: StoredTurn, at place: TurnPlace, in key: Int64, _ db: Database) throws {
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO turn (id, conversation, requestID, relation, relatedTurn, question, text, sources, state,
                    ending, position, askedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let state = try TurnRow.columns(of: turn.state)
        try insert.execute(arguments: [
            turn.id.description, key, turn.requestID, TurnRow.word(place.relation),
            place.relation?.turn.description, StoredText(turn.question), state.text,
            try JSONEncoder().encode(turn.sources), state.number.rawValue, state.ending, state.position,
            turn.askedAt.milliseconds,
        ])
    }

    package func finish(
        _ id: TurnID, in place: TurnPlace?, sources: [Source], state: StoredTurn.State
    ) async throws {
        try await writes.perform { db in
            let columns = try TurnRow.columns(of: state)
            let update = try db.cachedStatement(
                sql: "UPDATE turn SET sources = ?, text = ?, state = ?, ending = ? WHERE id = ? AND state = 0")
            try update.execute(arguments: [
                try JSONEncoder().encode(sources), columns.text, columns.number.rawValue, columns.ending,
                id.description,
            ])
        }
    }

    package func save(_ progress: [TurnProgress]) async throws {
        try await writes.perform { db in
            let update = try db.cachedStatement(
                sql: "UPDATE turn SET text = ?, sources = ?, position = ? WHERE id = ? AND state = 0")
            for step in progress {
                try update.execute(arguments: [
                    StoredText(step.text), try JSONEncoder().encode(step.sources), step.position,
                    step.id.description,
                ])
            }
        }
    }

    package func interruptRunningTurns() async throws -> Int {
        let ending = try JSONEncoder().encode(StoredEnding(TurnResult(finish: .interrupted, fullText: "")))
        return try await writes.perform { db in
            try db.execute(
                sql: "UPDATE turn SET state = ?, ending = ? WHERE state = 0",
                arguments: [TurnRow.StateNumber.finished.rawValue, ending])
            return db.changesCount
        }
    }

    package func turn(_ id: TurnID, for owner: Owner?) async throws -> StoredTurn? {
        guard let owner else { return nil }
        return try await turn(where: "turn.id = ?", [id.description], of: owner)
    }

    package func turn(
        ofRequest requestID: String, in id: ConversationID, owner: Owner
    ) async throws -> StoredTurn? {
        try await turn(
            where: "conversation.id = ? AND turn.requestID = ?", [id.description, requestID], of: owner)
    }

    private func turn(
        where condition: String, _ arguments: StatementArguments, of owner: Owner
    ) async throws -> StoredTurn? {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT \(TurnRow.columns) FROM turn JOIN conversation ON conversation.key = turn.conversation
                    WHERE \(condition) AND conversation.owner = ?
                    """)
            return try Row.fetchOne(statement, arguments: arguments + [owner.description]).map(TurnRow.turn)
        }
    }

    package func turns(
        of id: ConversationID, owner: Owner, before: TurnID?, limit: Int
    ) async throws -> [StoredTurn]? {
        try await read { db in
            let key = try Int64.fetchOne(
                db, sql: "SELECT key FROM conversation WHERE id = ? AND owner = ?",
                arguments: [id.description, owner.description])
            guard let key else { return nil }
            let statement = try db.cachedStatement(
                sql: """
                    SELECT \(TurnRow.columns) FROM turn JOIN conversation ON conversation.key = turn.conversation
                    WHERE turn.conversation = ?
                        AND (? IS NULL OR turn.key < (SELECT key FROM turn WHERE id = ? AND conversation = ?))
                    ORDER BY turn.key DESC LIMIT ?
                    """)
            let name = before?.description
            return try Row.fetchAll(statement, arguments: [key, name, name, key, limit]).reversed().map(TurnRow.turn)
        }
    }

    package func setFeedback(_ feedback: Feedback?, for id: TurnID, of owner: Owner) async throws -> Bool {
        try await writes.perform { db in
            try db.execute(
                sql: """
                    UPDATE turn SET rating = ?, reason = ?, comment = ?
                    WHERE id = ? AND conversation IN (SELECT key FROM conversation WHERE owner = ?)
                    """,
                arguments: [
                    feedback?.rating.rawValue, feedback?.reason?.rawValue, feedback?.comment.map(StoredText.init),
                    id.description, owner.description,
                ])
            return db.changesCount > 0
        }
    }
}
