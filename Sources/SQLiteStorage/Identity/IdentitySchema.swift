import GRDB

/// The tables of accounts, logins and keys.
enum IdentitySchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("identity-1") { db in
            try createAccounts(db)
            try createLogins(db)
            try createKeys(db)
        }
        return migrator
    }

    private static func createAccounts(_ db: Database) throws {
        try db.create(table: "account", options: [.strict, .withoutRowID]) { t in
            t.primaryKey("id", .text)
            t.column("name", .text).notNull().unique()
            t.column("role", .text).notNull()
            t.column("password", .text).notNull()
            t.column("isDisabled", .integer).notNull().defaults(to: 0)
        }
        try db.create(table: "state", options: .strict) { t in
            t.primaryKey("id", .integer).check { $0 == 1 }
            t.column("changes", .integer).notNull()
            t.column("signingKey", .blob)
        }
        try db.execute(sql: "INSERT INTO state (id, changes) VALUES (1, 0)")
    }

    private static func createLogins(_ db: Database) throws {
        try db.create(table: "login", options: .strict) { t in
            t.autoIncrementedPrimaryKey("number")
            t.column("id", .text).notNull().unique()
            t.column("account", .text).notNull().indexed().references("account", onDelete: .cascade)
            t.column("expires", .integer).notNull()
        }
        try db.create(table: "refreshToken", options: [.strict, .withoutRowID]) { t in
            t.primaryKey("digest", .blob)
            t.column("login", .text).notNull().indexed().references("login", column: "id", onDelete: .cascade)
            t.column("isNewest", .integer).notNull()
        }
    }

    private static func createKeys(_ db: Database) throws {
        try db.create(table: "apiKey", options: .strict) { t in
            t.autoIncrementedPrimaryKey("number")
            t.column("id", .text).notNull().unique()
            t.column("account", .text).notNull().indexed().references("account", onDelete: .cascade)
            t.column("name", .text).notNull()
            t.column("scopes", .text).notNull()
            t.column("digest", .blob).notNull().unique()
            t.column("createdDay", .integer).notNull()
            t.column("lastUsedDay", .integer)
        }
    }
}
