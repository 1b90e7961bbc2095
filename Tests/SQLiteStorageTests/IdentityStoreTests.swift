import Foundation
import GRDB
import Identity
import KayaTesting
import SQLiteStorage
import Testing

@Suite("Accounts in SQLite", .timeLimit(.minutes(1)))
struct IdentityStoreTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path("identity.sqlite") }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("The store keeps the contract", arguments: IdentityStoreContract.allCases)
    func contract(_ clause: IdentityStoreContract) async throws {
        let isKept = try await clause.isKept(by: try SQLiteIdentityStore(path: path))
        #expect(isKept, "\(clause.rawValue)")
    }

    @Test("The file and what SQLite lays beside it are for their user alone")
    func modes() async throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o644])
        let store = try SQLiteIdentityStore(path: path)
        _ = try await store.signingKey(orStore: Array(repeating: 7, count: 32))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.count == 3)
        for name in names {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test("A file of a newer version is refused in a clear line and left alone")
    func newerSchema() async throws {
        _ = try SQLiteIdentityStore(path: path)
        let queue = try DatabaseQueue(path: path)
        try await queue.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('identity-99')")
        }
        let error = #expect(throws: IdentityError.self) { try SQLiteIdentityStore(path: path) }
        #expect(error?.code == .newerSchema)
        #expect(error?.message.contains("newer version") == true)
    }

    @Test("What is no database is refused and left as it is")
    func noDatabase() throws {
        let text = String(repeating: "keine Datenbank ", count: 100)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let error = #expect(throws: IdentityError.self) { try SQLiteIdentityStore(path: path) }
        #expect(error?.code == .storeUnusable)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test("What another process ends is seen by the next call, and by the count")
    func twoProcesses() async throws {
        let server = try SQLiteIdentityStore(path: path)
        let command = try SQLiteIdentityStore(path: path)
        let account = try await TestIdentity.account("ada")
        try await command.add(account)
        let login = Login(id: LoginID(high: 1, low: 1), account: account.id, expires: UnixTime(seconds: 100))
        let now = UnixTime(seconds: 1)
        try await server.begin(login, refresh: TokenDigest(of: "a"), maximum: 5, now: now)
        let before = try await server.changeCount()
        let isThere = try await server.account(of: login.id, now: now) != nil
        try await command.change(account.id, .disabled(true))
        let after = try await server.changeCount()
        let isGone = try await server.account(of: login.id, now: now) == nil
        #expect(isThere && isGone && before != after)
    }

    @Test("Neither a token nor a password can be read out of the file")
    func nothingToSteal() async throws {
        let store = try SQLiteIdentityStore(path: path)
        let desk = try await TestIdentity.desk(store: store)
        let account = try await desk.accounts.add(name: "ada", role: .reader, password: "ein langes Geheimnis")
        let key = try await desk.accounts.makeKey(for: account.id, name: "Fachverfahren", scopes: [.ask])
        let login = try await desk.accounts.logIn(name: "ada", password: "ein langes Geheimnis", address: "-")
        let secrets = [key.text, login.refreshToken, login.accessToken, "ein langes Geheimnis"]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let data = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name))
            for secret in secrets { #expect(data.range(of: Data(secret.utf8)) == nil) }
        }
    }
}
