import ChatServer
import Identity
import KayaTesting
import Testing

@Suite("Logging in over HTTP", .timeLimit(.minutes(1)))
struct LoginRouteTests {
    private static let same = ["Sec-Fetch-Site": "same-origin"]

    @Test("A login answers with an access token, the account, and cookies that no script and no other path sees")
    func login() async throws {
        try await ServerWithAccounts.run { server in
            let login = try await server.logIn()
            #expect(login.response.head.status == 200)
            #expect(login.response.head["cache-control"] == "no-store")
            #expect(login.response.body.contains(#""account":{"name":"ada","role":"reader"},"expiresIn":900}"#))
            let cookies = login.response.head.fields.filter { $0.name == "set-cookie" }.map(\.value)
            let refresh = try #require(cookies.first { $0.hasPrefix("kaya-refresh=") })
            let access = try #require(cookies.first { $0.hasPrefix("kaya-access=") })
            #expect(refresh.hasSuffix("; Path=/api/login; Max-Age=2592000; HttpOnly; SameSite=Strict"))
            #expect(access.hasSuffix("; Path=/; Max-Age=900; HttpOnly; SameSite=Lax"))
            #expect(!login.response.body.contains("kayar_"))
            let me = try await server.answer("GET", "/api/me", login.bearer)
            #expect(me.body == #"{"name":"ada","role":"reader","scopes":["ask","feedback","manage","read"]}"#)
            let anybody = try await server.answer("GET", "/api/me")
            #expect(anybody.head.status == 401 && anybody.head["www-authenticate"] == "Bearer")
        }
    }

    @Test("Over an encrypted connection the cookies are Secure, under names that only this host can set")
    func secureCookies() async throws {
        try await ServerWithAccounts.run {
            $0.server.server.trustedProxies = AddressRange.loopback
        } _: { server in
            let login = try await server.logIn("ada", ["X-Forwarded-Proto": "https"])
            let cookies = login.response.head.fields.filter { $0.name == "set-cookie" }.map(\.value)
            #expect(cookies.contains { $0.hasPrefix("__Host-kaya-access=") && $0.hasSuffix("; Secure") })
            #expect(cookies.contains { $0.hasPrefix("__Secure-kaya-refresh=") && $0.hasSuffix("; Secure") })
        }
    }

    @Test("Unknown, wrong and disabled are answered alike, to the byte")
    func noEnumeration() async throws {
        try await ServerWithAccounts.run { server in
            let ben = try await server.desk.accounts.account(named: "ben")
            try await server.store.change(ben.id, .disabled(true))
            var bodies: Set<String> = []
            for (name, password) in [
                ("ada", "wrong password"), ("nobody", "wrong password"), ("ben", TestIdentity.password(of: "ben")),
                ("'; DROP TABLE account; --", "x"), ("", ""),
            ] {
                let response = try await server.answer(
                    "POST", "/api/login", json: #"{"name":"\#(name)","password":"\#(password)"}"#)
                #expect(response.head.status == 401)
                #expect(response.head["set-cookie"] == nil)
                let id = try #require(response.head["x-request-id"])
                bodies.insert(response.body.replacing(id, with: ""))
            }
            #expect(bodies.count == 1)
        }
    }

    @Test("What a body says of role, owner or scopes counts for nothing")
    func massAssignment() async throws {
        try await ServerWithAccounts.run { server in
            let password = TestIdentity.password(of: "ada")
            let lie =
                #""role":"admin","isDisabled":false,"id":"x","owner":"a","scopes":["manage"],"account":{"role":"admin"}"#
            let login = try await server.answer(
                "POST", "/api/login", json: #"{"name":"ada","password":"\#(password)",\#(lie)}"#)
            #expect(login.body.contains(#""role":"reader""#))
            let bearer = ["Authorization": "Bearer \(login.text("accessToken") ?? "")"]
            let key = try await server.answer(
                "POST", "/api/keys", bearer, json: #"{"name":"k","scopes":["ask"],"account":"ben","role":"admin"}"#)
            #expect(key.head.status == 201)
            let keys = try await server.store.keys(of: nil)
            let ada = try await server.desk.accounts.account(named: "ada")
            #expect(keys.map(\.account) == [ada.id] && keys.map(\.scopes) == [[.ask]] && ada.role == .reader)
            #expect(try await server.status("PATCH", "/api/me", bearer, json: #"{"role":"admin"}"#) == 405)
        }
    }

    @Test("Too many attempts are answered with 429 and when to come back")
    func rateLimit() async throws {
        try await ServerWithAccounts.run {
            $0.identity.rateLimits.perName = 2
        } _: { server in
            let body = #"{"name":"ada","password":"wrong password"}"#
            for expected in [401, 401, 429, 429] {
                let response = try await server.answer("POST", "/api/login", json: body)
                #expect(response.head.status == expected)
                if expected == 429 { #expect(response.head["retry-after"] == "30") }
            }
        }
    }

    @Test("Refreshing takes the cookie from our own pages alone, and a used one ends the login")
    func refreshing() async throws {
        try await ServerWithAccounts.run { server in
            let login = try await server.logIn()
            let cookie = ["Cookie": try #require(login.cookie("kaya-refresh"))]
            for site in ["cross-site", "same-site", "none"] {
                let fields = cookie.merging(["Sec-Fetch-Site": site]) { $1 }
                #expect(try await server.status("POST", "/api/login/refresh", fields) == 403)
            }
            for origin in ["http://evil.example", "null", "http://localhost:1", "http://localhost.evil.example"] {
                let fields = cookie.merging(["Origin": origin]) { $1 }
                #expect(try await server.status("POST", "/api/login/refresh", fields) == 403)
            }
            #expect(try await server.status("POST", "/api/login/refresh", cookie) == 403)
            #expect(try await server.status("POST", "/api/login/refresh", Self.same) == 401)
            let own = try await server.answer(
                "POST", "/api/login/refresh", cookie.merging(["Origin": "http://localhost"]) { $1 })
            #expect(own.head.status == 200)
            let next = ["Authorization": "Bearer \(own.text("accessToken") ?? "")"]
            #expect(try await server.status("GET", "/api/me", next) == 200)
            let again = try await server.answer("POST", "/api/login/refresh", cookie.merging(Self.same) { $1 })
            #expect(again.head.status == 401)
            #expect(again.head.fields.filter { $0.name == "set-cookie" && $0.value.contains("Max-Age=0") }.count == 2)
            #expect(try await server.status("GET", "/api/me", next) == 401)
        }
    }

    @Test("Logging in from a page of another origin is refused")
    func loginForgery() async throws {
        try await ServerWithAccounts.run { server in
            for fields in [
                ["Sec-Fetch-Site": "same-site"], ["Sec-Fetch-Site": "cross-site"], ["Origin": "http://a.localhost"],
            ] {
                let refused = try await server.logIn("ada", fields)
                #expect(refused.response.head.status == 403)
            }
            let own = try await server.logIn("ada", Self.same)
            #expect(own.response.head.status == 200)
        }
    }

    @Test("Logging out ends the login, by cookie or by bearer, and other logins go on")
    func loggingOut() async throws {
        try await ServerWithAccounts.run { server in
            for byCookie in [true, false] {
                let (login, other) = (try await server.logIn(), try await server.logIn())
                let cookie = ["Cookie": try #require(login.cookie("kaya-refresh"))]
                #expect(try await server.status("DELETE", "/api/login", cookie) == 403)
                let fields = byCookie ? cookie.merging(Self.same) { $1 } : login.bearer
                let response = try await server.answer("DELETE", "/api/login", fields)
                #expect(response.head.status == 204)
                #expect(try await server.status("GET", "/api/me", login.bearer) == 401)
                #expect(try await server.status("POST", "/api/login/refresh", cookie.merging(Self.same) { $1 }) == 401)
                #expect(try await server.status("GET", "/api/me", other.bearer) == 200)
            }
        }
    }
}
