import Foundation
import KayaTesting
import Testing

@Suite("Accounts, from the command line to the stream", .serialized, .timeLimit(.minutes(2)))
struct AccountTests {
    private static let password = "ein langes Passwort"

    /// A running kaya whose model says one word and then waits.
    private func run(_ settings: [String: String] = [:], _ body: (KayaProcess) async throws -> Void) async throws {
        try await withModelServer(
            answer: { _ in ModelAnswer.tokens(["eins ", "zwei"]).steps(pieces: 2, then: ModelServer.Gate()) },
            { server in try await KayaProcess.run(model: server.baseURL, settings: settings) { try await body($0) } })
    }

    private func logIn(_ kaya: KayaProcess) async throws -> KayaProcess.Response? {
        try await kaya.get(
            "/api/login", method: "POST", body: #"{"name":"ada","password":"\#(Self.password)"}"#)
    }

    @Test("An account made while the server runs can log in, and disabling it ends its login and its streams")
    func account() async throws {
        try await run(["KAYA_IDENTITY_REQUIRED": "true"]) { kaya in
            let anybody = try await kaya.get("/chat/stream?q=Moin")
            #expect(anybody?.status == 401)
            let added = try await kaya.command("user", "add", "ada", "--role", "editor", input: Self.password + "\n")
            #expect(added.status == 0 && added.output == "ada can log in, as editor", "\(added)")
            let login = try await logIn(kaya)
            #expect(login?.status == 200)
            let token = try #require(login?.body.firstMatch(of: /"accessToken":"([^"]+)"/)?.output.1)
            let fields = ["Authorization: Bearer \(token)"]
            let me = try await kaya.get("/api/me", fields: fields)
            #expect(me?.body.contains(#""role":"editor""#) == true)
            try await kaya.open("Moin", fields: fields) { stream in
                let first = try await stream.next()
                #expect(first != nil)
                let disabled = try await kaya.command("user", "disable", "ada")
                #expect(disabled.status == 0)
                let answer = try await stream.rest()
                #expect(answer.ending == nil)
            }
            #expect(try await kaya.get("/api/me", fields: fields)?.status == 401)
            #expect(try await logIn(kaya)?.status == 401)
            let listed = try await kaya.command("user", "list")
            #expect(listed.output == "ada\teditor\tdisabled")
            #expect(!kaya.log.contains(token) && !kaya.log.contains(Self.password))
        }
    }

    @Test("A key made on the command line asks, until it is revoked there")
    func key() async throws {
        try await run { kaya in
            _ = try await kaya.command("user", "add", "ada", input: Self.password)
            let made = try await kaya.command("key", "create", "ada", "--name", "Fachverfahren", "--scope", "read")
            #expect(made.status == 0 && made.output.hasPrefix("kaya_"), "\(made)")
            let fields = ["Authorization: Bearer \(made.output)"]
            #expect(try await kaya.get("/v1/models", fields: fields)?.status == 200)
            #expect(try await kaya.get("/chat/stream?q=Moin", fields: fields)?.status == 403)
            let listed = try await kaya.command("key", "list")
            #expect(listed.output.contains("Fachverfahren") && !listed.output.contains(made.output))
            let id = try #require(listed.output.split(separator: "\t").first)
            #expect(try await kaya.command("key", "revoke", String(id)).status == 0)
            #expect(try await kaya.get("/v1/models", fields: fields)?.status == 401)
            #expect(try await kaya.command("key", "revoke", String(id)).status == 1)
        }
    }

    @Test("What is wrong is said in a line; no password is taken from the command line; the file is private")
    func mistakes() async throws {
        try await run { kaya in
            let short = try await kaya.command("user", "add", "ada", input: "kurz\n")
            #expect(short.status == 1 && short.errors == "kaya: A password has at least 12 characters.")
            let none = try await kaya.command("user", "add", "ada")
            #expect(none.status == 1 && none.errors == "kaya: No password was given.")
            let role = try await kaya.command("user", "add", "ada", "--role", "root", input: Self.password)
            #expect(role.status == 1 && role.errors.contains("reader, editor, support, admin"))
            let argument = try await kaya.command("user", "add", "ada", "--password", Self.password)
            #expect(argument.status == 64)
            let unknown = try await kaya.command("user", "remove", "nobody")
            #expect(unknown.status == 1 && unknown.errors == "kaya: There is no account of that name.")
            let attributes = try FileManager.default.attributesOfItem(atPath: kaya.dataFolder + "/identity.sqlite")
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }
}
