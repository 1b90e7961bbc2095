package import Answering
import Crypto
package import Dialogue
import Foundation
import GRDB
package import Logging

/// Answers to equal questions, in the archive's file: a restart keeps them, and deleting a turn deletes the answer that
/// was first given in it. Of the question only a digest is stored (SHA-256).
package final class SQLiteAnswerCache: AnswerCache {
    private let archive: SQLiteArchive
    private let configuration: SQLiteAnswerCacheConfiguration
    private let wallTime: @Sendable () -> Timestamp
    private let logger: Logger

    package init(
        in archive: SQLiteArchive,
        configuration: SQLiteAnswerCacheConfiguration,
        wallTime: @escaping @Sendable () -> Timestamp,
        logger: Logger
    ) {
        self.archive = archive
        self.configuration = configuration
        self.wallTime = wallTime
        self.logger = logger
    }

    package func answer(_ key: AnswerKey) async -> CachedAnswer? {
        let oldest = wallTime().advanced(by: .zero - configuration.maximumAge).milliseconds
        let digest = Self.digest(key)
        do {
            return try await archive.read { db in
                let statement = try db.cachedStatement(
                    sql: "SELECT text, sources, answeredAt FROM answer WHERE key = ? AND answeredAt > ?")
                guard let row = try Row.fetchOne(statement, arguments: [digest, oldest]) else { return nil }
                return CachedAnswer(
                    text: (row["text"] as StoredText).text,
                    sources: try JSONDecoder().decode([Source].self, from: row["sources"] as Data),
                    answeredAt: Timestamp(milliseconds: row["answeredAt"]))
            }
        } catch {
            logger.warning("The answer cache could not be read", metadata: ["error": "\(error)"])
            return nil
        }
    }

    package func keep(_ answer: CachedAnswer, for key: AnswerKey, turn: TurnID, isStored: Bool) async {
        let digest = Self.digest(key)
        let oldest = wallTime().advanced(by: .zero - configuration.maximumAge).milliseconds
        let maximumEntries = configuration.maximumEntries
        do {
            try await archive.writes.perform { db in
                try db.execute(
                    sql: """
                        INSERT INTO answer (key, text, sources, turn, answeredAt)
                        SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT ?6 OR EXISTS (SELECT 1 FROM turn WHERE id = ?4)
                        ON CONFLICT (key) DO UPDATE SET text = excluded.text, sources = excluded.sources,
                            turn = excluded.turn, answeredAt = excluded.answeredAt
                        """,
                    arguments: [
                        digest, StoredText(answer.text), try JSONEncoder().encode(answer.sources), turn.description,
                        answer.answeredAt.milliseconds, isStored,
                    ])
                try db.execute(
                    sql: """
                        DELETE FROM answer WHERE answeredAt <= ? OR key IN (
                            SELECT key FROM answer ORDER BY answeredAt DESC LIMIT -1 OFFSET ?)
                        """,
                    arguments: [oldest, maximumEntries])
            }
        } catch {
            logger.warning("An answer could not be cached", metadata: ["error": "\(error)"])
        }
    }

    private static func digest(_ key: AnswerKey) -> Data {
        Data(SHA256.hash(data: Data(key.text.utf8)))
    }
}
