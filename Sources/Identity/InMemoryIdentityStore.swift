internal import Synchronization

/// Accounts, logins and keys in memory, gone at the end of the process. For tests and for trying out.
package final class InMemoryIdentityStore: IdentityStore {
    private struct State {
        var accounts: [AccountID: Account] = [:]
        /// In the order they began.
        var logins: [Login] = []
        /// Every refresh token a login ever had, and whether it is the newest.
        var refreshTokens: [TokenDigest: (login: LoginID, isNewest: Bool)] = [:]
        var keys: [APIKey] = []
        var signingKey: [UInt8]?
        var changes = 0

        mutating func end(where ends: (Login) -> Bool) {
            let ending = Set(logins.filter(ends).map(\.id))
            logins.removeAll { ending.contains($0.id) }
            refreshTokens = refreshTokens.filter { !ending.contains($0.value.login) }
            changes += 1
        }

        func usable(_ id: AccountID) -> Account? {
            accounts[id].flatMap { $0.isDisabled ? nil : $0 }
        }
    }

    private let state = Mutex(State())

    package init() {}

    package func add(_ account: Account) async throws {
        try state.withLock { state in
            guard !state.accounts.values.contains(where: { $0.name == account.name }) else {
                throw IdentityError(.nameTaken, "There is an account \(account.name) already.")
            }
            state.accounts[account.id] = account
        }
    }

    package func account(named name: AccountName) async throws -> Account? {
        state.withLock { state in state.accounts.values.first { $0.name == name } }
    }

    package func account(_ id: AccountID) async throws -> Account? {
        state.withLock { $0.accounts[id] }
    }

    package func accounts() async throws -> [Account] {
        state.withLock { $0.accounts.values.sorted { $0.name.description < $1.name.description } }
    }

    package func change(_ id: AccountID, _ change: AccountChange) async throws {
        try state.withLock { state in
            guard state.accounts[id] != nil else { throw IdentityError(.unknown, "There is no such account.") }
            switch change {
            case .role(let role): state.accounts[id]?.role = role
            case .password(let hash): state.accounts[id]?.password = hash
            case .disabled(let isDisabled): state.accounts[id]?.isDisabled = isDisabled
            }
            if case .role = change { state.changes += 1 } else { state.end { $0.account == id } }
        }
    }

    package func remove(_ id: AccountID) async throws {
        try state.withLock { state in
            guard state.accounts.removeValue(forKey: id) != nil else {
                throw IdentityError(.unknown, "There is no such account.")
            }
            state.keys.removeAll { $0.account == id }
            state.end { $0.account == id }
        }
    }

    // MARK: Logins

    package func begin(_ login: Login, refresh: TokenDigest, maximum: Int, now: UnixTime) async throws {
        try state.withLock { state in
            guard state.usable(login.account) != nil else {
                throw IdentityError(.unknown, "There is no such account.")
            }
            state.end { $0.expires <= now }
            let open = state.logins.filter { $0.account == login.account }
            let oldest = Set(open.dropLast(maximum - 1).map(\.id))
            if !oldest.isEmpty { state.end { oldest.contains($0.id) } }
            state.logins.append(login)
            state.refreshTokens[refresh] = (login.id, true)
        }
    }

    package func rotate(
        _ refresh: TokenDigest, to next: TokenDigest, now: UnixTime
    ) async throws -> RefreshOutcome {
        state.withLock { state in
            guard let (id, isNewest) = state.refreshTokens[refresh],
                let login = state.logins.first(where: { $0.id == id })
            else { return .unknown }
            guard isNewest else {
                state.end { $0.id == id }
                return .reused(id)
            }
            guard login.expires > now, let account = state.usable(login.account) else { return .unknown }
            state.refreshTokens[refresh] = (id, false)
            state.refreshTokens[next] = (id, true)
            return .rotated(login, account)
        }
    }

    package func account(of login: LoginID, now: UnixTime) async throws -> Account? {
        state.withLock { state in
            state.logins.first { $0.id == login && $0.expires > now }.flatMap { state.usable($0.account) }
        }
    }

    package func end(_ login: LoginID) async throws {
        state.withLock { $0.end { $0.id == login } }
    }

    package func end(by refresh: TokenDigest) async throws -> LoginID? {
        state.withLock { state in
            guard let id = state.refreshTokens[refresh]?.login else { return nil }
            state.end { $0.id == id }
            return id
        }
    }

    // MARK: Keys

    package func add(_ key: APIKey, maximum: Int) async throws {
        try state.withLock { state in
            guard state.accounts[key.account] != nil else {
                throw IdentityError(.unknown, "There is no such account.")
            }
            guard state.keys.count(where: { $0.account == key.account }) < maximum else {
                throw IdentityError(.invalid, "There are \(maximum) keys already; revoke one first.")
            }
            state.keys.append(key)
        }
    }

    package func keys(of account: AccountID?) async throws -> [APIKey] {
        state.withLock { $0.keys.filter { account == nil || $0.account == account } }
    }

    package func key(_ digest: TokenDigest) async throws -> (APIKey, Account)? {
        key { $0.digest == digest }
    }

    package func key(_ id: KeyID) async throws -> (APIKey, Account)? {
        key { $0.id == id }
    }

    private func key(where isWanted: (APIKey) -> Bool) -> (APIKey, Account)? {
        state.withLock { state in
            guard let key = state.keys.first(where: isWanted), let account = state.usable(key.account) else {
                return nil
            }
            return (key, account)
        }
    }

    package func remove(_ key: KeyID, of account: AccountID?) async throws -> Bool {
        state.withLock { state in
            let before = state.keys.count
            state.keys.removeAll { $0.id == key && (account == nil || $0.account == account) }
            guard state.keys.count < before else { return false }
            state.changes += 1
            return true
        }
    }

    package func noteUse(of key: KeyID, day: Int) async throws {
        state.withLock { state in
            guard let index = state.keys.firstIndex(where: { $0.id == key }) else { return }
            state.keys[index].lastUsedDay = day
        }
    }

    package func signingKey(orStore fresh: [UInt8]) async throws -> [UInt8] {
        state.withLock { state in
            let key = state.signingKey ?? fresh
            state.signingKey = key
            return key
        }
    }

    package func changeCount() async throws -> Int {
        state.withLock { $0.changes }
    }
}
