internal import Dialogue
internal import Synchronization

/// Logging in and out, and what belongs to an account.
///
/// Nothing here tells an unknown name from a wrong password or a disabled account: not the error, and not the time.
package final class Accounts: Sendable {
    package let store: any IdentityStore
    private let passwords: PasswordDesk
    private let tokens: AccessTokens
    private let configuration: IdentityConfiguration
    private let clock: IdentityClock
    private let rateLimit: Mutex<LoginRateLimit>

    init(
        store: any IdentityStore, passwords: PasswordDesk, tokens: AccessTokens, configuration: IdentityConfiguration,
        clock: IdentityClock
    ) {
        self.store = store
        self.passwords = passwords
        self.tokens = tokens
        self.configuration = configuration
        self.clock = clock
        rateLimit = Mutex(LoginRateLimit(limits: configuration.rateLimits))
    }

    // MARK: Logins

    /// Begins a login.
    ///
    /// - Parameter address: The client's address, for the limit alone.
    /// - Throws: ``IdentityError``: `refused`, `rateLimited`, `overloaded`, `storeUnusable`.
    package func logIn(name: String, password: String, address: String) async throws -> OpenedLogin {
        let accountName = AccountName(name)
        // What can be no name is counted as one, so that it is answered as any other wrong one.
        let counted = accountName?.description ?? "?"
        let now = clock.monotonic()
        if let wait = rateLimit.withLock({ $0.attempt(name: counted, address: address, now: now) }) {
            throw IdentityError(
                .rateLimited, "Too many attempts.", retryAfter: max(1, Int((wait / .seconds(1)).rounded(.up))))
        }
        let account = if let accountName { try await store.account(named: accountName) } else { Account?.none }
        guard try await passwords.matches(password, account?.password), let account, !account.isDisabled else {
            throw IdentityError.refused
        }
        rateLimit.withLock { $0.succeeded(name: counted, address: address) }
        return try await open(account)
    }

    private func open(_ account: Account) async throws -> OpenedLogin {
        var generator = SystemRandomNumberGenerator()
        let time = clock.unixTime()
        let login = Login(
            id: .random(using: &generator), account: account.id, expires: time + configuration.loginLifetime)
        let refresh = RandomToken(prefix: RandomToken.refreshPrefix, using: &generator)
        do {
            try await store.begin(login, refresh: refresh.digest, maximum: configuration.maximumLogins, now: time)
        } catch let error as IdentityError where error.code == .unknown {
            // It was removed or disabled while its password was checked.
            throw IdentityError.refused
        }
        return try await opened(account, login.id, refresh)
    }

    /// Goes on with a login. A refresh token that was used before ends the login it belongs to.
    ///
    /// - Returns: What was opened, or the login that has ended because of this.
    /// - Throws: ``IdentityError``: `refused`, `storeUnusable`.
    package func refresh(_ token: String) async throws -> Refreshed {
        guard RandomToken.hasForm(token, prefix: RandomToken.refreshPrefix) else { throw IdentityError.refused }
        var generator = SystemRandomNumberGenerator()
        let next = RandomToken(prefix: RandomToken.refreshPrefix, using: &generator)
        let outcome = try await store.rotate(TokenDigest(of: token), to: next.digest, now: clock.unixTime())
        switch outcome {
        case .rotated(let login, let account): return .opened(try await opened(account, login.id, next))
        case .reused(let login): return .ended(login)
        case .unknown: throw IdentityError.refused
        }
    }

    /// What came of a refresh token.
    package enum Refreshed: Sendable {
        case opened(OpenedLogin)
        /// The token had been used before; whoever reads by this login is to be sent away.
        case ended(LoginID)
    }

    private func opened(_ account: Account, _ login: LoginID, _ refresh: RandomToken) async throws -> OpenedLogin {
        let access = try await tokens.make(account: account.id, login: login, now: clock.unixTime())
        return OpenedLogin(
            account: account, login: login, accessToken: access.token, accessExpires: access.expires,
            refreshToken: refresh.text)
    }

    /// Ends a login. Idempotent.
    package func logOut(_ login: LoginID) async throws {
        try await store.end(login)
    }

    /// Ends the login of a refresh token, also of one that was used.
    /// - Returns: The login, if there was one.
    package func logOut(refresh token: String) async throws -> LoginID? {
        guard RandomToken.hasForm(token, prefix: RandomToken.refreshPrefix) else { return nil }
        return try await store.end(by: TokenDigest(of: token))
    }

    // MARK: Keys

    /// Makes a key for an account.
    ///
    /// - Returns: What is stored, and the key itself, which nobody can show again.
    /// - Throws: ``IdentityError`` with `invalid` for a name that is empty or long, no scope, or too many keys.
    package func makeKey(
        for account: AccountID, name: String, scopes: Set<Scope>
    ) async throws -> (key: APIKey, text: String) {
        let isName = (1...64).contains(name.count) && !name.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
        guard isName else {
            throw IdentityError(.invalid, "A key's name has 1 to 64 characters, none of them a control character.")
        }
        guard !scopes.isEmpty else { throw IdentityError(.invalid, "A key needs a scope.") }
        var generator = SystemRandomNumberGenerator()
        let token = RandomToken(prefix: RandomToken.keyPrefix, using: &generator)
        let key = APIKey(
            id: .random(using: &generator), account: account, name: name, scopes: scopes, digest: token.digest,
            createdDay: clock.unixTime().day)
        try await store.add(key, maximum: configuration.maximumKeys)
        return (key, token.text)
    }

    // MARK: Administration

    /// Adds an account.
    /// - Throws: ``IdentityError`` with `invalid` or `nameTaken`.
    package func add(name: String, role: Role, password: String) async throws -> Account {
        guard let name = AccountName(name) else {
            throw IdentityError(.invalid, "A name has 1 to 64 of a-z, 0-9 and . _ - @ +")
        }
        var generator = SystemRandomNumberGenerator()
        let account = Account(
            id: .random(using: &generator), name: name, role: role, password: try await passwords.hash(password))
        try await store.add(account)
        return account
    }

    /// The account of a name.
    /// - Throws: ``IdentityError`` with `unknown`.
    package func account(named name: String) async throws -> Account {
        guard let name = AccountName(name), let account = try await store.account(named: name) else {
            throw IdentityError(.unknown, "There is no account of that name.")
        }
        return account
    }

    /// Gives an account a new password and ends its logins.
    /// - Throws: ``IdentityError`` with `invalid` or `unknown`.
    package func setPassword(_ password: String, of account: AccountID) async throws {
        try await store.change(account, .password(try await passwords.hash(password)))
    }
}
