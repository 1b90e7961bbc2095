import Dialogue
import Identity
import KayaTesting
import Testing

@Suite("Tokens of an outside issuer", .timeLimit(.minutes(1)))
struct OutsideIssuerTests {
    private let time = ManualIdentityTime()

    /// A desk that trusts an issuer that runs for as long as the body does.
    private func run(
        roleClaim: String? = nil, _ body: (IdentityDesk, IssuerUnderTest) async throws -> Void
    ) async throws {
        try await IssuerUnderTest.run { issuer in
            var configuration = IdentityConfiguration()
            configuration.issuers = [IssuerConfiguration(issuer: issuer.url, audience: "kaya", roleClaim: roleClaim)]
            let desk = try await TestIdentity.desk(
                store: InMemoryIdentityStore(), configuration: configuration, documents: issuer, time: time)
            try await body(desk, issuer)
        }
    }

    private func principal(_ desk: IdentityDesk, _ token: String) async -> Principal? {
        do {
            return try await desk.credentials.principal(of: token)
        } catch {
            #expect((error as? IdentityError)?.code == .refused)
            return nil
        }
    }

    @Test("RS256 and ES256 tokens are their subject's, whose owner is a digest of issuer and subject")
    func accepted() async throws {
        try await run { desk, issuer in
            var owners: Set<Owner> = []
            for (key, subject) in [("rsa-1", "ada"), ("ec-1", "ada"), ("ec-1", "ben")] {
                let token = try await issuer.token(key: key, now: time.now) { $0["sub"] = subject }
                let principal = try #require(await principal(desk, token))
                #expect(principal.owner.kind == .issued && principal.role == .reader && principal.name == subject)
                #expect(principal.account == nil && principal.credential == .issued)
                owners.insert(principal.owner)
            }
            #expect(owners.count == 2)
            #expect(issuer.fetchCount == 1)
        }
    }

    @Test("Wrong audience, issuer, times or subject are refused, each by itself")
    func claims() async throws {
        try await run { desk, issuer in
            let now = time.now.seconds
            let lies: [(String, Any?)] = [
                ("aud", "other"), ("aud", nil), ("aud", []), ("iss", "https://evil.example"), ("iss", nil),
                ("iss", issuer.url + "/"), ("exp", now - 60), ("exp", nil), ("exp", "never"), ("nbf", now + 61),
                ("iat", now + 61), ("sub", nil), ("sub", ""), ("sub", 7),
            ]
            for (name, value) in lies {
                let token = try await issuer.token(key: "ec-1", now: time.now) { $0[name] = value }
                let found = await principal(desk, token)
                #expect(found == nil, "\(name) = \(String(describing: value))")
            }
            for (name, value) in [("exp", now - 59), ("nbf", now + 60), ("iat", now + 60)] {
                let token = try await issuer.token(key: "ec-1", now: time.now) { $0[name] = value }
                let found = await principal(desk, token)
                #expect(found != nil, "\(name) = \(value)")
            }
            let list = try await issuer.token(key: "ec-1", now: time.now) { $0["aud"] = ["other", "kaya"] }
            #expect(await principal(desk, list) != nil)
        }
    }

    @Test("A public key is no HMAC key, none is no algorithm, and a token's algorithm must be its key's")
    func algorithms() async throws {
        try await run { desk, issuer in
            let good = try await issuer.token(key: "rsa-1", now: time.now)
            #expect(await principal(desk, good) != nil)
            let misnamed = try await issuer.token(key: "rsa-1", now: time.now, algorithm: "ES256")
            #expect(await principal(desk, misnamed) == nil)
            let parts = good.split(separator: ".").map(String.init)
            let claims = try ForgedToken.claims(of: good)
            for algorithm in ["HS256", "none", "RS512", "PS256", "ES256", "RS256"] {
                var forged = ForgedToken(claims: claims, key: Array(issuer.rsaPublicPEM.utf8))
                forged.header = ["alg": algorithm, "kid": "rsa-1"]
                let (text, unsigned) = (try forged.text, try forged.unsigned)
                #expect(await principal(desk, text) == nil, "\(algorithm)")
                #expect(await principal(desk, unsigned) == nil, "\(algorithm)")
                let crossed = "\(try ForgedToken.part(forged.header)).\(parts[1]).\(parts[2])"
                // With its own header it is the good one again.
                #expect(await principal(desk, crossed) == nil || crossed == good, "\(algorithm)")
            }
        }
    }

    @Test("Keys of other kinds or for other algorithms are never used, and spoil no other")
    func oddKeys() async throws {
        try await run { desk, issuer in
            for key in ["oct-1", "ec-384", "rsa-small", "rsa-512"] {
                let token = try await issuer.token(key: key, now: time.now)
                let found = await principal(desk, token)
                #expect(found == nil, "\(key)")
            }
            let good = try await issuer.token(key: "ec-1", now: time.now)
            #expect(await principal(desk, good) != nil)
        }
    }

    @Test("A new key is fetched once it is needed, but not more than once a minute")
    func rotation() async throws {
        try await run { desk, issuer in
            let first = try await issuer.token(key: "ec-1", now: time.now)
            #expect(await principal(desk, first) != nil)
            issuer.rotate(to: "ec-2")
            let second = try await issuer.token(key: "ec-2", now: time.now)
            for _ in 0..<50 { #expect(await principal(desk, second) == nil) }
            #expect(issuer.fetchCount == 1)
            time.advance(by: .seconds(60))
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<50 { group.addTask { await principal(desk, second) != nil } }
                for await isKnown in group { #expect(isKnown) }
            }
            #expect(issuer.fetchCount == 2)
            // The old key is published no more.
            #expect(await principal(desk, first) == nil)
        }
    }

    @Test("While the issuer is down the keys there are go on, and somebody new is refused")
    func down() async throws {
        try await run { desk, issuer in
            let token = try await issuer.token(key: "ec-1", now: time.now) { $0["exp"] = 3_000_000_000 }
            #expect(await principal(desk, token) != nil)
            issuer.isDown = true
            time.advance(by: .seconds(4_000))
            #expect(await principal(desk, token) != nil)
            #expect(issuer.fetchCount == 1)
            issuer.rotate(to: "ec-2")
            let second = try await issuer.token(key: "ec-2", now: time.now)
            time.advance(by: .seconds(60))
            #expect(await principal(desk, second) == nil)
            issuer.isDown = false
            time.advance(by: .seconds(60))
            #expect(await principal(desk, second) != nil)
        }
    }

    @Test("The role is the highest that the configured claim names, and reader otherwise")
    func roles() async throws {
        for (claim, value, role): (String?, any Sendable, Role) in [
            ("role", "editor", .editor), ("roles", ["reader", "support", "wizard"], .support),
            ("role", "wizard", .reader),
            ("realm_access.roles", ["admin"], .admin), (nil, "admin", .reader), ("role", 7, .reader),
        ] {
            try await run(roleClaim: claim) { desk, issuer in
                let token = try await issuer.token(key: "ec-1", now: time.now) { claims in
                    claims["role"] = claim == "role" || claim == nil ? value : "admin"
                    claims["roles"] = claim == "roles" ? value : ["admin"]
                    claims["realm_access"] = ["roles": claim == "realm_access.roles" ? value : ["reader"]]
                }
                let found = await principal(desk, token)
                #expect(found?.role == role, "\(String(describing: claim))")
            }
        }
    }

    @Test("An issuer that names itself otherwise, or leads to keys over an open line, gives no keys", arguments: 0..<2)
    func discovery(_ way: Int) async throws {
        try await run { desk, issuer in
            issuer.lie(
                issuer: way == 0 ? "https://evil.example" : nil, keys: way == 1 ? "http://evil.example/keys" : nil)
            let token = try await issuer.token(key: "ec-1", now: time.now)
            #expect(await principal(desk, token) == nil)
        }
    }

    @Test("A token of an issuer that nobody named is refused without a fetch")
    func unknownIssuer() async throws {
        try await run { _, issuer in
            let desk = try await TestIdentity.desk(
                store: InMemoryIdentityStore(), documents: issuer, time: time)
            let token = try await issuer.token(key: "ec-1", now: time.now)
            #expect(await principal(desk, token) == nil)
            #expect(issuer.fetchCount == 0)
        }
    }
}
