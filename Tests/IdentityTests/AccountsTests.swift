import Identity
import KayaTesting
import Testing

@Suite("Logging in", .timeLimit(.minutes(1)))
struct AccountsTests {
    private let store = InMemoryIdentityStore()
    private let time = ManualIdentityTime()
    private let password = TestIdentity.password(of: "ada")

    private func desk(_ configuration: IdentityConfiguration = IdentityConfiguration()) async throws -> IdentityDesk {
        let desk = try await TestIdentity.desk(store: store, configuration: configuration, time: time)
        _ = try await desk.accounts.add(name: "ada", role: .reader, password: password)
        return desk
    }

    private func code(_ body: () async throws -> Void) async -> IdentityError.Code? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? IdentityError)?.code
        }
    }

    @Test("A wrong password, an unknown name, an impossible one and a disabled account are one and the same refusal")
    func noEnumeration() async throws {
        let desk = try await desk()
        let ben = try await desk.accounts.add(name: "ben", role: .reader, password: TestIdentity.password(of: "ben"))
        try await store.change(ben.id, .disabled(true))
        let attempts = [
            ("ada", "wrong password"), ("nobody", password), ("' OR 1=1", password), ("", ""),
            ("ben", TestIdentity.password(of: "ben")), ("ada", String(repeating: "a", count: 5_000)), ("ada", ""),
        ]
        for (name, password) in attempts {
            do {
                _ = try await desk.accounts.logIn(name: name, password: password, address: "-")
                Issue.record("\(name) was let in")
            } catch {
                #expect("\(error)" == "\(IdentityError.refused)")
            }
        }
    }

    @Test("Every attempt is the work of one password, whether there is such an account or not")
    func equalWork() async throws {
        let passwords = PasswordDesk(cost: TestIdentity.cost)
        let desk = try await TestIdentity.desk(store: store, passwords: passwords, time: time)
        _ = try await desk.accounts.add(name: "ada", role: .reader, password: password)
        let ben = try await desk.accounts.add(name: "ben", role: .reader, password: password)
        try await store.change(ben.id, .disabled(true))
        for name in ["ada", "ben", "nobody", "' OR 1=1", ""] {
            let before = passwords.workCount
            let code = await code { _ = try await desk.accounts.logIn(name: name, password: "wrong", address: "-") }
            #expect(code == .refused && passwords.workCount == before + 1, "\(name)")
        }
    }

    @Test("An unknown name's password costs the work of a known one's")
    func equalTime() async throws {
        let cost = PasswordCost(logarithm: 12, blockSize: 8, parallelism: 1)
        let passwords = PasswordDesk(cost: cost)
        let hash = try await passwords.hash(password)
        let clock = ContinuousClock()
        var best = [true: Duration.seconds(60), false: .seconds(60)]
        for _ in 0..<8 {
            for isKnown in [true, false] {
                let time = try await clock.measure {
                    _ = try await passwords.matches("wrong password", isKnown ? hash : nil)
                }
                best[isKnown] = min(best[isKnown] ?? time, time)
            }
        }
        let (known, unknown) = (try #require(best[true]), try #require(best[false]))
        // Without the work an unknown name takes some thousandth; the bounds and the best of eight are for a busy machine.
        #expect(unknown > known / 4 && known > unknown / 4, "\(known) \(unknown)")
    }

    @Test("A name in any case and a password in any Unicode form log in")
    func forms() async throws {
        let desk = try await desk()
        _ = try await desk.accounts.add(name: "Zoe@Amt.Example", role: .reader, password: "Schlüsselbund für Müller")
        let login = try await desk.accounts.logIn(
            name: "zoe@AMT.example", password: "Schlu\u{308}sselbund fu\u{308}r Mu\u{308}ller", address: "-")
        #expect(login.account.name.description == "zoe@amt.example")
    }

    @Test("Short and endless passwords are no new passwords, and odd names no new names")
    func rules() async throws {
        let desk = try await desk()
        for password in ["", "elf Zeichen", String(repeating: "a", count: 1_025)] {
            let code = await code { _ = try await desk.accounts.add(name: "ben", role: .reader, password: password) }
            #expect(code == .invalid)
        }
        for name in ["", "a b", "ада", "a\n", "ab\u{0}", String(repeating: "a", count: 65)] {
            let code = await code { _ = try await desk.accounts.add(name: name, role: .reader, password: password) }
            #expect(code == .invalid, "\(name)")
        }
        let twice = await code { _ = try await desk.accounts.add(name: "ADA", role: .admin, password: password) }
        #expect(twice == .nameTaken)
    }

    @Test("Passwords are tried so often and no more, for known and unknown names alike; the right one counts nothing")
    func rateLimit() async throws {
        var configuration = IdentityConfiguration()
        configuration.rateLimits.perName = 3
        let desk = try await desk(configuration)
        for _ in 0..<9 { _ = try await desk.accounts.logIn(name: "ada", password: password, address: "a") }
        for name in ["ada", "nobody"] {
            var codes: [IdentityError.Code?] = []
            for number in 0..<4 {
                codes.append(
                    await code {
                        _ = try await desk.accounts.logIn(name: name, password: "wrong", address: "\(name) \(number)")
                    })
            }
            #expect(codes == [.refused, .refused, .refused, .rateLimited])
        }
        let right = await code { _ = try await desk.accounts.logIn(name: "ada", password: password, address: "x") }
        #expect(right == .rateLimited)
        time.advance(by: .seconds(30))
        _ = try await desk.accounts.logIn(name: "ada", password: password, address: "x")
    }

    @Test("Refreshing goes on with the login, and a used token ends it for the thief and the owner")
    func refreshing() async throws {
        let desk = try await desk()
        let login = try await desk.accounts.logIn(name: "ada", password: password, address: "-")
        time.advance(by: .seconds(1_000))
        guard case .opened(let next) = try await desk.accounts.refresh(login.refreshToken) else {
            Issue.record("not refreshed")
            return
        }
        #expect(next.login == login.login && next.refreshToken != login.refreshToken)
        _ = try await desk.credentials.principal(of: next.accessToken)
        guard case .ended(let ended) = try await desk.accounts.refresh(login.refreshToken) else {
            Issue.record("a used token was accepted")
            return
        }
        #expect(ended == login.login)
        let newest = await code { _ = try await desk.accounts.refresh(next.refreshToken) }
        let access = await code { _ = try await desk.credentials.principal(of: next.accessToken) }
        #expect(newest == .refused && access == .refused)
    }

    @Test("A login ends by itself, however often it was refreshed")
    func loginLifetime() async throws {
        var configuration = IdentityConfiguration()
        configuration.loginLifetime = .seconds(100)
        let desk = try await desk(configuration)
        let login = try await desk.accounts.logIn(name: "ada", password: password, address: "-")
        time.advance(by: .seconds(99))
        guard case .opened(let next) = try await desk.accounts.refresh(login.refreshToken) else {
            Issue.record("not refreshed")
            return
        }
        time.advance(by: .seconds(1))
        let late = await code { _ = try await desk.accounts.refresh(next.refreshToken) }
        let access = await code { _ = try await desk.credentials.principal(of: next.accessToken) }
        #expect(late == .refused && access == .refused)
    }

    @Test("A key works with its scopes until it is revoked or its account disabled, and remembers the day")
    func keys() async throws {
        let desk = try await desk()
        let ada = try await desk.accounts.account(named: "ada")
        let (key, text) = try await desk.accounts.makeKey(for: ada.id, name: "Fachverfahren", scopes: [.ask])
        #expect(text.hasPrefix("kaya_") && text.utf8.count == 48)
        let principal = try await desk.credentials.principal(of: text)
        #expect(principal.scopes == [.ask] && principal.owner == ada.id.owner && principal.credential == .key(key.id))
        let used = try await store.keys(of: ada.id)
        #expect(used.map(\.lastUsedDay) == [time.now.day])
        try await store.change(ada.id, .disabled(true))
        let disabled = await code { _ = try await desk.credentials.principal(of: text) }
        #expect(disabled == .refused)
        #expect(await !desk.credentials.isStillGood(principal))
        try await store.change(ada.id, .disabled(false))
        #expect(await desk.credentials.isStillGood(principal))
        let isRemoved = try await store.remove(key.id, of: ada.id)
        let revoked = await code { _ = try await desk.credentials.principal(of: text) }
        #expect(isRemoved && revoked == .refused)
        #expect(await !desk.credentials.isStillGood(principal))
    }
}
