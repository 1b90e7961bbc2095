import Foundation
import Identity
import KayaTesting
import Testing

@Suite("Access tokens", .timeLimit(.minutes(1)))
struct AccessTokenTests {
    private let store = InMemoryIdentityStore()
    private let time = ManualIdentityTime()
    private let desk: IdentityDesk
    private let login: OpenedLogin

    init() async throws {
        desk = try await TestIdentity.desk(store: store, time: time)
        _ = try await desk.accounts.add(name: "ada", role: .editor, password: TestIdentity.password(of: "ada"))
        login = try await desk.accounts.logIn(name: "ada", password: TestIdentity.password(of: "ada"), address: "-")
    }

    private func forged() async throws -> ForgedToken {
        ForgedToken(
            claims: try ForgedToken.claims(of: login.accessToken), key: try await store.signingKey(orStore: []))
    }

    private func isAccepted(_ token: String) async -> Bool {
        do {
            _ = try await desk.credentials.principal(of: token)
            return true
        } catch {
            #expect((error as? IdentityError)?.code == .refused)
            return false
        }
    }

    @Test("A token is its account's, until it expires")
    func lifetime() async throws {
        let principal = try await desk.credentials.principal(of: login.accessToken)
        #expect(principal.owner == login.account.id.owner)
        #expect(principal.role == .editor && principal.name == "ada" && principal.scopes == Role.editor.scopes)
        #expect(principal.credential == .login(login.login))
        time.advance(by: .seconds(899))
        #expect(await isAccepted(login.accessToken))
        time.advance(by: .seconds(1))
        #expect(await !isAccepted(login.accessToken))
    }

    @Test("A token says nothing of role, name or password")
    func content() throws {
        let claims = try ForgedToken.claims(of: login.accessToken)
        #expect(Set(claims.keys) == ["iss", "aud", "sub", "sid", "jti", "iat", "nbf", "exp"])
    }

    @Test("One made by hand with everything right is accepted, so the refusals below are for their one lie")
    func handmade() async throws {
        #expect(await isAccepted(try await forged().text))
    }

    @Test(
        "A header that lies about algorithm or type, or leads to a key, is refused",
        arguments: [
            #"{"typ":"at+jwt"}"#, #"{"alg":"none","typ":"at+jwt"}"#, #"{"alg":"None","typ":"at+jwt"}"#,
            #"{"alg":"HS384","typ":"at+jwt"}"#, #"{"alg":"hs256","typ":"at+jwt"}"#, #"{"alg":"RS256","typ":"at+jwt"}"#,
            #"{"alg":"HS256"}"#, #"{"alg":"HS256","typ":"JWT"}"#,
            #"{"alg":"HS256","typ":"at+jwt","kid":"../../dev/null"}"#,
            #"{"alg":"HS256","typ":"at+jwt","jku":"https://evil.example/keys"}"#,
            #"{"alg":"HS256","typ":"at+jwt","x5u":"https://evil.example/keys"}"#,
            #"{"alg":"HS256","typ":"at+jwt","jwk":{"kty":"oct","k":"AAAA"}}"#,
            #"{"alg":"HS256","typ":"at+jwt","crit":["exp"]}"#, #"{"alg":"HS256","typ":"at+jwt","cty":"JWT"}"#,
            #"{"alg":7,"typ":"at+jwt"}"#, "[]", "{",
        ])
    func headers(_ header: String) async throws {
        let claims = try ForgedToken.part(try ForgedToken.claims(of: login.accessToken))
        let first = ForgedToken.encode(Data(header.utf8))
        let signature = try await forged().signature(of: first + "." + claims)
        #expect(await !isAccepted("\(first).\(claims).\(signature)"))
        #expect(await !isAccepted("\(first).\(claims)."))
    }

    @Test("A claim that is wrong or missing is refused")
    func claims() async throws {
        let now = time.now.seconds
        let lies: [(String, Any?)] = [
            ("iss", "other"), ("iss", nil), ("aud", "other"), ("aud", nil), ("aud", ["kaya", "other"]),
            ("exp", now), ("exp", now - 1), ("exp", nil), ("exp", "\(now + 60)"), ("nbf", now + 60), ("nbf", nil),
            ("iat", now + 60), ("iat", nil), ("jti", nil), ("jti", ""), ("sub", nil), ("sub", "ada"),
            ("sub", "AAAAAAAAAAAAAAAAAAAAAA"), ("sid", nil), ("sid", "AAAAAAAAAAAAAAAAAAAAAA"),
        ]
        for (name, value) in lies {
            var token = try await forged()
            token.claims[name] = value
            let text = try token.text
            #expect(await !isAccepted(text), "\(name) = \(String(describing: value))")
        }
    }

    @Test("A signature that is missing, cut, changed or of another key is refused, and so is every other text")
    func signatures() async throws {
        var other = try await forged()
        other.key[0] ^= 1
        let parts = login.accessToken.split(separator: ".").map(String.init)
        let nested = try await forged()
        var texts = [
            try other.text, try other.unsigned, "\(parts[0]).\(parts[1])", "\(parts[0]).\(parts[1]).",
            "\(parts[0]).\(parts[1]).\(parts[2].dropLast(4))", "\(parts[0]).\(parts[1]).\(parts[2])=",
            login.accessToken + ".x", " " + login.accessToken, "", "..", "a.b.c", String(repeating: ".", count: 9_000),
            "' OR 1=1 --", "kaya_", "kaya_' OR 1=1 --",
        ]
        var boxed = nested
        boxed.claims = ["jwt": login.accessToken]
        texts.append(try boxed.text)
        for text in texts { #expect(await !isAccepted(text), "\(text.prefix(80))") }
    }

    @Test("A token of more than 8 KB is refused, however well it is signed")
    func length() async throws {
        var token = try await forged()
        token.claims["padding"] = String(repeating: "a", count: 4_000)
        #expect(await isAccepted(try token.text))
        token.claims["padding"] = String(repeating: "a", count: 8_000)
        #expect(await !isAccepted(try token.text))
        token.claims["padding"] = String(repeating: "a", count: 1_000_000)
        #expect(await !isAccepted(try token.text))
    }

    @Test("What ends a login ends its tokens at once; a new role shows in tokens there are")
    func revocation() async throws {
        try await store.change(login.account.id, .role(.admin))
        let principal = try await desk.credentials.principal(of: login.accessToken)
        #expect(principal.role == .admin)
        try await desk.accounts.logOut(login.login)
        #expect(await !isAccepted(login.accessToken))
        #expect(await !desk.credentials.isStillGood(principal))
        let again = try await desk.accounts.logIn(
            name: "ada", password: TestIdentity.password(of: "ada"), address: "-")
        #expect(await isAccepted(again.accessToken))
        try await store.change(login.account.id, .disabled(true))
        #expect(await !isAccepted(again.accessToken))
    }
}
