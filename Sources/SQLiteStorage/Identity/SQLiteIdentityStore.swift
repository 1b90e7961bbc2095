internal import Dialogue
import Foundation
import GRDB
package import Identity

/// Accounts, logins and keys in an SQLite file of their own, readable and writable by several processes at once.
///
/// Every change is on the disk when a call returns (`synchronous = FULL`), and what is deleted is overwritten
/// (`secure_delete`). The file belongs to its user alone (mode 0600). Calls run on the database's own threads.
package final class SQLiteIdentityStore: IdentityStore {
    let pool: DatabasePool

    /// Opens the file, or creates it; its folder must exist.
    ///
    /// - Throws: `IdentityError` with `newerSchema` or `storeUnusable`.
    package init(path: String, busyTimeout: Duration = .seconds(10)) throws {
        var database = Configuration()
        database.label = "kaya.identity"
        database.busyMode = .timeout(busyTimeout / .seconds(1))
        database.maximumReaderCount = 4
        database.foreignKeysEnabled = true
        database.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
        }
        do {
            try PrivateFile.make(path)
            pool = try DatabasePool(path: path, configuration: database)
            let migrator = IdentitySchema.migrator
            guard try !pool.read(migrator.hasBeenSuperseded) else {
                throw IdentityError(
                    .newerSchema,
                    "The accounts at \(path) were written by a newer version of kaya; use that version or a later one.")
            }
            if try !pool.read(migrator.hasCompletedMigrations) { try migrator.migrate(pool) }
        } catch let error as IdentityError {
            throw error
        } catch {
            throw IdentityError(.storeUnusable, "The accounts at \(path) cannot be opened.", cause: error)
        }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await access { try await self.pool.read(body) }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await access { try await self.pool.write(body) }
    }

    private func access<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as DatabaseError {
            throw IdentityError(.storeUnusable, "The accounts cannot be read or written.", cause: error)
        }
    }

    // MARK: Accounts

    package func add(_ account: Account) async throws {
        try await write { db in
            do {
                try db.execute(
                    sql: "INSERT INTO account (id, name, role, password, isDisabled) VALUES (?, ?, ?, ?, ?)",
                    arguments: [
                        account.id.description, account.name.description, account.role.rawValue,
                        account.password.text, account.isDisabled,
                    ])
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                throw IdentityError(.nameTaken, "There is an account \(account.name) already.")
            }
        }
    }

    package func account(named name: AccountName) async throws -> Account? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM account WHERE name = ?", arguments: [name.description])
                .map(IdentityRows.account)
        }
    }

    package func account(_ id: AccountID) async throws -> Account? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM account WHERE id = ?", arguments: [id.description])
                .map(IdentityRows.account)
        }
    }

    package func accounts() async throws -> [Account] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM account ORDER BY name").map(IdentityRows.account)
        }
    }

    package func change(_ id: AccountID, _ change: AccountChange) async throws {
        try await write { db in
            let (column, value): (String, any DatabaseValueConvertible) =
                switch change {
                case .role(let role): ("role", role.rawValue)
                case .password(let hash): ("password", hash.text)
                case .disabled(let isDisabled): ("isDisabled", isDisabled)
                }
            try db.execute(
                sql: "UPDATE account SET \(column) = ? WHERE id = ?", arguments: [value, id.description])
            try Self.requireChange(db)
            if case .role = change {
            } else {
                try db.execute(sql: "DELETE FROM login WHERE account = ?", arguments: [id.description])
            }
            try IdentityRows.noteChange(db)
        }
    }

    package func remove(_ id: AccountID) async throws {
        try await write { db in
            try db.execute(sql: "DELETE FROM account WHERE id = ?", arguments: [id.description])
            try Self.requireChange(db)
            try IdentityRows.noteChange(db)
        }
    }

    private static func requireChange(_ db: Database) throws {
        guard db.changesCount > 0 else { throw IdentityError(.unknown, "There is no such account.") }
    }

    // MARK: The whole

    package func signingKey(orStore fresh: [UInt8]) async throws -> [UInt8] {
        try await write { db in
            try db.execute(
                sql: "UPDATE state SET signingKey = ? WHERE id = 1 AND signingKey IS NULL", arguments: [Data(fresh)])
            guard let key = try Data.fetchOne(db, sql: "SELECT signingKey FROM state WHERE id = 1"), key.count == 32
            else { throw IdentityError(.storeUnusable, "The key of access tokens cannot be read.") }
            return Array(key)
        }
    }

    package func changeCount() async throws -> Int {
        try await read { db in try Int.fetchOne(db, sql: "SELECT changes FROM state WHERE id = 1") ?? 0 }
    }
}
