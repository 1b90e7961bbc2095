internal import Dialogue
import Foundation
import GRDB
package import Identity

extension SQLiteIdentityStore {
    package func add(_ key: APIKey, maximum: Int) async throws {
        try await write { db in
            let account = key.account.description
            guard try Row.fetchOne(db, sql: "SELECT id FROM account WHERE id = ?", arguments: [account]) != nil else {
                throw IdentityError(.unknown, "There is no such account.")
            }
            let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM apiKey WHERE account = ?", arguments: [account])
            guard count ?? 0 < maximum else {
                throw IdentityError(.invalid, "There are \(maximum) keys already; revoke one first.")
            }
            try db.execute(
                sql: """
                    INSERT INTO apiKey (id, account, name, scopes, digest, createdDay, lastUsedDay)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    key.id.description, account, key.name,
                    key.scopes.map(\.rawValue).sorted().joined(separator: " "), Data(key.digest.bytes),
                    key.createdDay, key.lastUsedDay,
                ])
        }
    }

    package func keys(of account: AccountID?) async throws -> [APIKey] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM apiKey WHERE ?1 IS NULL OR account = ?1 ORDER BY number",
                arguments: [account?.description]
            ).map(IdentityRows.key)
        }
    }

    package func key(_ digest: TokenDigest) async throws -> (APIKey, Account)? {
        try await read { db in
            try Self.key(
                db, try Row.fetchOne(db, sql: "SELECT * FROM apiKey WHERE digest = ?", arguments: [Data(digest.bytes)]))
        }
    }

    package func key(_ id: KeyID) async throws -> (APIKey, Account)? {
        try await read { db in
            try Self.key(
                db, try Row.fetchOne(db, sql: "SELECT * FROM apiKey WHERE id = ?", arguments: [id.description]))
        }
    }

    private static func key(_ db: Database, _ row: Row?) throws -> (APIKey, Account)? {
        guard let key = try row.map(IdentityRows.key), let account = try IdentityRows.usable(db, key.account) else {
            return nil
        }
        return (key, account)
    }

    package func remove(_ key: KeyID, of account: AccountID?) async throws -> Bool {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM apiKey WHERE id = ?1 AND (?2 IS NULL OR account = ?2)",
                arguments: [key.description, account?.description])
            guard db.changesCount > 0 else { return false }
            try IdentityRows.noteChange(db)
            return true
        }
    }

    package func noteUse(of key: KeyID, day: Int) async throws {
        try await write { db in
            try db.execute(
                sql: "UPDATE apiKey SET lastUsedDay = ? WHERE id = ?", arguments: [day, key.description])
        }
    }
}
