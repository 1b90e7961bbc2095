import Foundation
import Testing

extension CanaryRun {
    /// What later steps ask with.
    struct Credentials {
        var bearer: String
        var cookies: String
        var key: String
    }

    private static let ours = "Sec-Fetch-Site: same-origin"

    /// Logs in wrongly and rightly, refreshes, replays a refresh, makes a key, and sends what is no credential.
    func useIdentity() async throws -> Credentials {
        let password = secret("password")
        let added = try await kaya.command("user", "add", "ada", input: password.password + "\n")
        #expect(added.status == 0)
        let typed = secret("password-typed-as-name")
        for (name, wrong) in [
            ("ada", secret("wrong-password")), ("eva", secret("password-of-nobody")),
            (typed.core.lowercased(), password),
        ] {
            try await call("POST", "/api/login", json: Self.login(name, wrong.password), expects: 401)
        }
        try await call(
            "POST", "/api/login", json: #"{"name":"ada","password":["\#(secret("broken-password").core)"#, expects: 400)
        var login = try await logIn(password)
        for field in [
            "Authorization: Bearer \(secret("wrong-bearer").core)", "Authorization: Basic \(secret("basic").core)",
            "Authorization: Bearer kaya_\(secret("wrong-key").core)",
            "Cookie: kaya-access=\(secret("wrong-cookie").core)",
        ] {
            try await call("GET", "/api/me", [field], expects: 401)
        }
        let foreign = "Authorization: Bearer \(secret("foreign-key").core)"
        try await call("GET", "/v1/models", [foreign], expects: 200)
        let replayed = login.refresh
        let next = try await refresh(replayed)
        try await call("POST", "/api/login/refresh", ["Cookie: kaya-refresh=\(replayed)", Self.ours], expects: 401)
        try await call("GET", "/api/me", ["Authorization: Bearer \(next)"], expects: 401)
        login = try await logIn(password)
        let made = try await call(
            "POST", "/api/keys", ["Authorization: Bearer \(login.access)"],
            json: #"{"name":"Fachverfahren","scopes":["ask","read"]}"#, expects: 201)
        let key = token("API key", try Self.value("key", made))
        return Credentials(
            bearer: "Authorization: Bearer \(login.access)", cookies: "Cookie: kaya-access=\(login.access)",
            key: "Authorization: Bearer \(key)")
    }

    private static func login(_ name: String, _ password: String) -> String {
        #"{"name":"\#(name)","password":"\#(password)"}"#
    }

    private func logIn(_ password: Canary) async throws -> (access: String, refresh: String) {
        let login = try await kaya.send("POST", "/api/login", json: Self.login("ada", password.password))
        let access = try #require(login.body.firstMatch(of: /"accessToken":"([^"]+)"/)?.output.1)
        return (token("access token", access), token("refresh token", try Self.refreshToken(login)))
    }

    /// The access token that a refresh gives.
    private func refresh(_ refresh: String) async throws -> String {
        let login = try await kaya.send(
            "POST", "/api/login/refresh", ["Cookie: kaya-refresh=\(refresh)", Self.ours])
        token("second refresh token", try Self.refreshToken(login))
        return token(
            "second access token", try #require(login.body.firstMatch(of: /"accessToken":"([^"]+)"/)?.output.1))
    }

    private static func refreshToken(_ login: KayaProcess.AllFields) throws -> String {
        let cookie = try #require(login.cookies.first { $0.hasPrefix("kaya-refresh=") })
        return String(cookie.dropFirst("kaya-refresh=".count).prefix { $0 != ";" })
    }
}

extension KayaProcess {
    /// A response with every cookie that it sets.
    struct AllFields {
        var body: String
        var cookies: [String]
    }

    func send(_ method: String, _ target: String, _ fields: [String] = [], json: String = "") async throws -> AllFields
    {
        try await connect { connection in
            connection.send(Self.request(target, method: method, fields: fields, body: json))
            let response = ResponseReader(connection)
            try await response.readHead()
            let body = String(decoding: try await response.readBody(), as: UTF8.self)
            #expect(response.status == 200, "\(method) \(target): \(body)")
            return AllFields(
                body: body, cookies: response.fields.filter { $0.name.lowercased() == "set-cookie" }.map(\.value))
        }
    }
}
