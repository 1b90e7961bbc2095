internal import Dialogue
import Foundation
import GRDB
import Identity

/// Rows of the identity tables, read and written. A row that cannot be read is an error, never half an account.
enum IdentityRows {
    static func account(_ row: Row) throws -> Account {
        guard let id = AccountID(row["id"] as String), let name = AccountName(row["name"]),
            let role = Role(rawValue: row["role"]), let password = PasswordHash(row["password"])
        else { throw IdentityError(.storeUnusable, "An account in the store cannot be read.") }
        return Account(id: id, name: name, role: role, password: password, isDisabled: row["isDisabled"])
    }

    static func login(_ row: Row) throws -> Login {
        guard let id = LoginID(row["id"] as String), let account = AccountID(row["account"] as String) else {
            throw IdentityError(.storeUnusable, "A login in the store cannot be read.")
        }
        return Login(id: id, account: account, expires: UnixTime(seconds: row["expires"]))
    }

    static func key(_ row: Row) throws -> APIKey {
        let scopes = (row["scopes"] as String).split(separator: " ").compactMap { Scope(rawValue: String($0)) }
        guard let id = KeyID(row["id"] as String), let account = AccountID(row["account"] as String),
            let digest = TokenDigest(bytes: Array(row["digest"] as Data))
        else { throw IdentityError(.storeUnusable, "A key in the store cannot be read.") }
        return APIKey(
            id: id, account: account, name: row["name"], scopes: Set(scopes), digest: digest,
            createdDay: row["createdDay"], lastUsedDay: row["lastUsedDay"])
    }

    /// The account of an id, if it is enabled.
    static func usable(_ db: Database, _ id: AccountID) throws -> Account? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM account WHERE id = ? AND isDisabled = 0", arguments: [id.description]
        ).map(account)
    }

    /// Says that some credential may have ended.
    static func noteChange(_ db: Database) throws {
        try db.execute(sql: "UPDATE state SET changes = changes + 1 WHERE id = 1")
    }
}
