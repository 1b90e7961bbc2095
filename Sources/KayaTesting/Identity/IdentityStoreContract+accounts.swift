internal import Dialogue
internal import Identity

extension IdentityStoreContract {
    func keepsAccounts(_ store: any IdentityStore) async throws -> Bool {
        let cast = try IdentityCast()
        try await store.add(cast.ada)
        try await store.add(cast.ben)
        try await store.begin(cast.login(1), refresh: cast.token(1), maximum: 9, now: Self.now)
        try await store.add(cast.key(1), maximum: 9)
        switch self {
        case .accountsAreKept:
            let found = try await store.account(named: cast.ada.name)
            let byID = try await store.account(cast.ben.id)
            let all = try await store.accounts()
            return found == cast.ada && byID == cast.ben && all == [cast.ada, cast.ben]
        case .namesAreUnique:
            guard let name = AccountName("ADA") else { return false }
            let twin = Account(
                id: AccountID(high: 9, low: 9), name: name, role: .admin, password: cast.ada.password)
            let code = await cast.code { try await store.add(twin) }
            let all = try await store.accounts()
            return code == .nameTaken && all.count == 2
        case .rolesKeepLogins:
            try await store.change(cast.ada.id, .role(.support))
            let account = try await store.account(of: cast.login(1).id, now: Self.now)
            let key = try await store.key(cast.key(1).digest)
            return account?.role == .support && key?.1.role == .support
        case .passwordsEndLogins:
            try await store.change(cast.ada.id, .password(cast.ben.password))
            let account = try await store.account(of: cast.login(1).id, now: Self.now)
            let outcome = try await store.rotate(cast.token(1), to: cast.token(2), now: Self.now)
            let key = try await store.key(cast.key(1).digest)
            return account == nil && outcome == .unknown && key?.1.password == cast.ben.password
        case .disablingEndsAll: return try await disables(store, cast)
        case .removingEndsAll:
            try await store.remove(cast.ada.id)
            let account = try await store.account(of: cast.login(1).id, now: Self.now)
            let key = try await store.key(cast.key(1).id)
            let keys = try await store.keys(of: nil)
            try await store.add(cast.ada)
            return account == nil && key == nil && keys.isEmpty
        case .unknownAccountsAreErrors:
            let nobody = AccountID(high: 7, low: 7)
            let login = Login(id: LoginID(high: 7, low: 7), account: nobody, expires: Self.now + .seconds(9))
            let codes = [
                await cast.code { try await store.change(nobody, .role(.admin)) },
                await cast.code { try await store.remove(nobody) },
                await cast.code {
                    try await store.begin(login, refresh: cast.token(5), maximum: 9, now: Self.now)
                },
            ]
            return codes == [.unknown, .unknown, .unknown]
        default: return false
        }
    }

    private func disables(_ store: any IdentityStore, _ cast: IdentityCast) async throws -> Bool {
        try await store.change(cast.ada.id, .disabled(true))
        let account = try await store.account(of: cast.login(1).id, now: Self.now)
        let outcome = try await store.rotate(cast.token(1), to: cast.token(2), now: Self.now)
        let byDigest = try await store.key(cast.key(1).digest)
        let byID = try await store.key(cast.key(1).id)
        let begun = await cast.code {
            try await store.begin(cast.login(2), refresh: cast.token(3), maximum: 9, now: Self.now)
        }
        try await store.change(cast.ada.id, .disabled(false))
        let later = try await store.account(of: cast.login(1).id, now: Self.now)
        let key = try await store.key(cast.key(1).digest)
        return account == nil && outcome == .unknown && byDigest == nil && byID == nil && begun == .unknown
            && later == nil && key != nil
    }
}
