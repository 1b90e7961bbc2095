import Identity
import KayaTesting
import Logging
import Testing

@Suite("Credentials at the edge", .timeLimit(.minutes(1)))
struct CredentialTests {
    private static let problem = #""code":"unauthorized""#

    @Test("A wrong bearer is refused everywhere with one body, and asks no model")
    func wrongBearer() async throws {
        try await ServerWithAccounts.run { server in
            let login = try await server.logIn()
            let parts = login.accessToken.split(separator: ".")
            var bodies: Set<String> = []
            for field in [
                "Bearer x", "Bearer", "Bearer ", "Basic YTpi", "Bearer \(parts[0]).\(parts[1]).", login.accessToken,
                "Bearer kaya_\(String(repeating: "A", count: 43))", "Bearer \(String(repeating: "a", count: 9_000))",
                "Bearer eyJhbGciOiJub25lIn0.\(parts[1]).\(parts[2])", "Bearer ' OR 1=1 --",
            ] {
                for path in ["/chat/stream?q=Moin", "/api/me", "/api/keys", "/nowhere"] {
                    let response = try await server.answer("GET", path, ["Authorization": field])
                    #expect(response.head.status == 401, "\(field.prefix(40)) \(path)")
                    #expect(response.head["www-authenticate"] == "Bearer")
                    let id = try #require(response.head["x-request-id"])
                    bodies.insert(response.body.replacing(id, with: ""))
                }
            }
            #expect(bodies.count == 1)
            #expect(server.server.model.callCount == 0)
            #expect(try await server.status("GET", "/healthz", ["Authorization": "Bearer x"]) == 200)
        }
    }

    @Test("Expired tokens, ended logins and revoked keys are refused")
    func ended() async throws {
        try await ServerWithAccounts.run { server in
            let ada = try await server.desk.accounts.account(named: "ada")
            let key = try await server.desk.accounts.makeKey(for: ada.id, name: "k", scopes: [.read])
            let bearer = ["Authorization": "Bearer \(key.text)"]
            #expect(try await server.status("GET", "/api/me", bearer) == 200)
            _ = try await server.store.remove(key.key.id, of: nil)
            #expect(try await server.status("GET", "/api/me", bearer) == 401)
            let login = try await server.logIn()
            server.time.advance(by: .seconds(900))
            #expect(try await server.status("GET", "/api/me", login.bearer) == 401)
        }
    }

    @Test("A credential in a URL is refused even where it is right, and no line of the log holds it")
    func tokenInURL() async throws {
        let log = CapturedLog(lowest: .trace)
        try await ServerWithAccounts.run {
            $0.server.log = log
        } _: { server in
            let login = try await server.logIn()
            for name in ["access_token", "token", "api_key", "jwt", "key", "authorization", "Access_Token", "%74oken"] {
                for query in ["\(name)=\(login.accessToken)", "q=Moin&\(name)=geheim"] {
                    let response = try await server.answer("GET", "/chat/stream?\(query)", login.bearer)
                    #expect(response.head.status == 400, "\(name)")
                    #expect(!response.body.contains(login.accessToken) && !response.body.contains("geheim"))
                }
            }
            #expect(try await server.status("GET", "/chat/stream?tokens=1", login.bearer) == 400)
            for line in log.lines.pending {
                let text = "\(line.message) \(line.metadata)"
                #expect(!text.contains(login.accessToken) && !text.contains("geheim"), "\(line)")
            }
            #expect(server.server.model.callCount == 0)
        }
    }

    @Test("Under /v1 a key of some other server is nobody's, unless a login is required; ours must be right")
    func foreignKeys() async throws {
        for isRequired in [false, true] {
            try await ServerWithAccounts.run {
                $0.identity.isRequired = isRequired
            } _: { server in
                for key in ["sk-0123456789", "no-key", ""] {
                    let status = try await server.status("GET", "/v1/models", ["Authorization": "Bearer \(key)"])
                    #expect(status == (isRequired ? 401 : 200))
                }
                for key in ["kaya_x", "a.b.c"] {
                    let refused = try await server.answer("GET", "/v1/models", ["Authorization": "Bearer \(key)"])
                    #expect(refused.head.status == 401 && refused.head["www-authenticate"] == "Bearer")
                    #expect(refused.body.hasPrefix(#"{"error":{"message":"#) && refused.body.contains(Self.problem))
                }
                let ada = try await server.desk.accounts.account(named: "ada")
                let key = try await server.desk.accounts.makeKey(for: ada.id, name: "k", scopes: [.read])
                #expect(try await server.status("GET", "/v1/models", ["Authorization": "Bearer \(key.text)"]) == 200)
                #expect(
                    try await server.status("GET", "/v1/models", ["x-api-key": key.text]) == (isRequired ? 401 : 200))
            }
        }
    }

    @Test("Where a login is required, nothing answers without one but health and the login itself")
    func required() async throws {
        try await ServerWithAccounts.run {
            $0.identity.isRequired = true
        } _: { server in
            for (method, path) in [
                ("GET", "/chat/stream?q=Moin"), ("POST", "/chat"), ("POST", "/v1/chat/completions"),
                ("GET", "/v1/models"),
                ("GET", "/api/turns/AAAAAAAAAAAAAAAAAAAAAA/events"), ("GET", "/api/me"),
                ("GET", "//chat//stream?q=Moin"),
                ("GET", "/nowhere"), ("GET", "/healthz/../chat"),
            ] {
                #expect(try await server.status(method, path, json: method == "POST" ? "{}" : nil) == 401, "\(path)")
            }
            for path in ["/healthz", "/readyz", "/metrics"] { #expect(try await server.status("GET", path) == 200) }
            #expect(server.server.model.callCount == 0)
            let login = try await server.logIn()
            #expect(try await server.status("GET", "/api/me", login.bearer) == 200)
            let native = try await server.answer("GET", "/chat/stream?q=Moin", ["Accept": "text/event-stream"])
            #expect(native.head.status == 200 && native.body.contains(Self.problem))
        }
    }

    @Test("The cookie of a login works for reading, and for changing only from a page of ours")
    func cookies() async throws {
        try await ServerWithAccounts.run { server in
            let login = try await server.logIn()
            let cookie = ["Cookie": "a=b; \(try #require(login.cookie("kaya-access")))"]
            #expect(try await server.status("GET", "/api/me", cookie) == 200)
            let body = #"{"name":"k","scopes":["ask"]}"#
            for fields in [
                [:], ["Sec-Fetch-Site": "same-site"], ["Sec-Fetch-Site": "none"], ["Origin": "http://b.localhost"],
            ] {
                #expect(try await server.status("POST", "/api/keys", cookie.merging(fields) { $1 }, json: body) == 403)
                let asking = try await server.status("GET", "/chat/stream?q=Moin", cookie.merging(fields) { $1 })
                #expect(asking == 403)
            }
            let same = cookie.merging(["Sec-Fetch-Site": "same-origin"]) { $1 }
            #expect(try await server.status("POST", "/api/keys", same, json: body) == 201)
            #expect(server.server.model.callCount == 0)
            try await server.server.connect { peer in
                try await peer.request("GET", "/chat/stream?q=Moin", same)
                #expect(try await peer.head().status == 200)
                await server.server.modelAnswers("Moin")
            }
            let ada = try await server.desk.accounts.account(named: "ada")
            let key = try await server.desk.accounts.makeKey(for: ada.id, name: "k", scopes: Scope.everything)
            #expect(try await server.status("GET", "/api/me", ["Cookie": "kaya-access=\(key.text)"]) == 401)
        }
    }

    @Test("A key does what its scopes say, on every spelling of a path, and makes no key that may do more")
    func scopes() async throws {
        try await ServerWithAccounts.run { server in
            let ada = try await server.desk.accounts.account(named: "ada")
            func bearer(_ scopes: Set<Scope>) async throws -> [String: String] {
                let key = try await server.desk.accounts.makeKey(for: ada.id, name: "k", scopes: scopes)
                return ["Authorization": "Bearer \(key.text)"]
            }
            let reading = try await bearer([.read])
            for path in ["/chat/stream?q=Moin", "//chat/stream?q=Moin", "/chat/stream/?q=Moin"] {
                #expect(try await server.status("GET", path, reading) == 403, "\(path)")
            }
            for path in ["/chat", "/v1/chat/completions", "/api/keys", "/api/tickets", "/nowhere"] {
                #expect(try await server.status("POST", path, reading, json: #"{"q":"Moin"}"#) == 403, "\(path)")
            }
            #expect(try await server.status("GET", "/api/keys", reading) == 403)
            #expect(try await server.status("GET", "/v1/models", reading) == 200)
            let asking = try await bearer([.ask])
            #expect(try await server.status("GET", "/v1/models", asking) == 403)
            for path in ["/api/conversations/AAAAAAAAAAAAAAAAAAAAAA", "/api/me/data"] {
                #expect(try await server.status("DELETE", path, try await bearer([.read, .ask])) == 403, "\(path)")
            }
            #expect(try await server.status("GET", "/api/me/data", asking) == 403)
            #expect(try await server.status("POST", "/api/conversations", asking, json: "{}") == 403)
            let managing = try await bearer([.manage])
            let more = #"{"name":"k","scopes":["manage","ask"]}"#
            #expect(try await server.status("POST", "/api/keys", managing, json: more) == 403)
            let same = #"{"name":"k","scopes":["manage"]}"#
            #expect(try await server.status("POST", "/api/keys", managing, json: same) == 201)
            #expect(server.server.model.callCount == 0)
        }
    }

    @Test("Keys are shown once, listed without themselves, and revoked by their account alone")
    func keys() async throws {
        try await ServerWithAccounts.run { server in
            let (ada, ben) = (try await server.logIn("ada"), try await server.logIn("ben"))
            let body = #"{"name":"Fachverfahren","scopes":["ask","read"]}"#
            let made = try await server.answer("POST", "/api/keys", ada.bearer, json: body)
            let (id, key) = (try #require(made.text("id")), try #require(made.text("key")))
            #expect(made.head.status == 201 && key.hasPrefix("kaya_"))
            #expect(made.body.contains(#""created":"2033-05-18""#))
            let listed = try await server.answer("GET", "/api/keys", ada.bearer)
            #expect(listed.body.contains(id) && !listed.body.contains(key))
            let others = try await server.answer("GET", "/api/keys", ben.bearer)
            #expect(others.body == #"{"keys":[]}"#)
            let foreign = try await server.answer("DELETE", "/api/keys/\(id)", ben.bearer)
            let unknown = try await server.answer("DELETE", "/api/keys/AAAAAAAAAAAAAAAAAAAAAA", ben.bearer)
            #expect(foreign.head.status == 404 && unknown.head.status == 404)
            #expect(try await server.status("GET", "/api/me", ["Authorization": "Bearer \(key)"]) == 200)
            #expect(try await server.status("DELETE", "/api/keys/\(id)", ada.bearer) == 204)
            #expect(try await server.status("DELETE", "/api/keys/\(id)", ada.bearer) == 404)
            #expect(try await server.status("GET", "/api/me", ["Authorization": "Bearer \(key)"]) == 401)
            for wrong in [
                #"{"name":"","scopes":["ask"]}"#, #"{"name":"k","scopes":[]}"#, #"{"name":"k","scopes":["root"]}"#,
            ] {
                #expect(try await server.status("POST", "/api/keys", ada.bearer, json: wrong) == 422)
            }
        }
    }
}
