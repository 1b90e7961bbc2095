internal import Dialogue
import Foundation
import GRDB
package import Identity

extension SQLiteIdentityStore {
    package func begin(_ login: Login, refresh: TokenDigest, maximum: Int, now: UnixTime) async throws {
        try await write { db in
            guard try IdentityRows.usable(db, login.account) != nil else {
                throw IdentityError(.unknown, "There is no such account.")
            }
            try db.execute(sql: "DELETE FROM login WHERE expires <= ?", arguments: [now.seconds])
            try db.execute(
                sql: """
                    DELETE FROM login WHERE account = ?1 AND number NOT IN
                    (SELECT number FROM login WHERE account = ?1 ORDER BY number DESC LIMIT ?2)
                    """,
                arguments: [login.account.description, max(0, maximum - 1)])
            if db.changesCount > 0 { try IdentityRows.noteChange(db) }
            try db.execute(
                sql: "INSERT INTO login (id, account, expires) VALUES (?, ?, ?)",
                arguments: [login.id.description, login.account.description, login.expires.seconds])
            try Self.insert(db, refresh, login.id)
        }
    }

    private static func insert(_ db: Database, _ refresh: TokenDigest, _ login: LoginID) throws {
        try db.execute(
            sql: "INSERT INTO refreshToken (digest, login, isNewest) VALUES (?, ?, 1)",
            arguments: [Data(refresh.bytes), login.description])
    }

    package func rotate(
        _ refresh: TokenDigest, to next: TokenDigest, now: UnixTime
    ) async throws -> RefreshOutcome {
        try await write { db in
            guard
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT login.*, refreshToken.isNewest FROM refreshToken JOIN login ON login.id = refreshToken.login
                        WHERE digest = ?
                        """,
                    arguments: [Data(refresh.bytes)])
            else { return .unknown }
            let login = try IdentityRows.login(row)
            guard row["isNewest"] else {
                try Self.delete(db, login.id)
                return .reused(login.id)
            }
            guard login.expires > now, let account = try IdentityRows.usable(db, login.account) else { return .unknown }
            try db.execute(
                sql: "UPDATE refreshToken SET isNewest = 0 WHERE digest = ?", arguments: [Data(refresh.bytes)])
            try Self.insert(db, next, login.id)
            return .rotated(login, account)
        }
    }

    package func account(of login: LoginID, now: UnixTime) async throws -> Account? {
        try await read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT account.* FROM login JOIN account ON account.id = login.account
                    WHERE login.id = ? AND login.expires > ? AND account.isDisabled = 0
                    """,
                arguments: [login.description, now.seconds]
            ).map(IdentityRows.account)
        }
    }

    package func end(_ login: LoginID) async throws {
        try await write { db in try Self.delete(db, login) }
    }

    package func end(by refresh: TokenDigest) async throws -> LoginID? {
        try await write { db in
            let text = try String.fetchOne(
                db, sql: "SELECT login FROM refreshToken WHERE digest = ?", arguments: [Data(refresh.bytes)])
            guard let login = text.flatMap({ LoginID($0) }) else { return nil }
            try Self.delete(db, login)
            return login
        }
    }

    private static func delete(_ db: Database, _ login: LoginID) throws {
        try db.execute(sql: "DELETE FROM login WHERE id = ?", arguments: [login.description])
        try IdentityRows.noteChange(db)
    }
}
