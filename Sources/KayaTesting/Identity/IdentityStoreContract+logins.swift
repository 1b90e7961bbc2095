internal import Dialogue
internal import Identity

extension IdentityStoreContract {
    func keepsLogins(_ store: any IdentityStore) async throws -> Bool {
        let cast = try IdentityCast()
        let now = Self.now
        try await store.add(cast.ada)
        try await store.begin(cast.login(1), refresh: cast.token(1), maximum: 2, now: now)
        switch self {
        case .tokensRotate:
            let first = try await store.rotate(cast.token(1), to: cast.token(2), now: now)
            let second = try await store.rotate(cast.token(2), to: cast.token(3), now: now)
            let unknown = try await store.rotate(cast.token(9), to: cast.token(4), now: now)
            return first == .rotated(cast.login(1), cast.ada) && second == first && unknown == .unknown
        case .reuseEndsTheLogin:
            _ = try await store.rotate(cast.token(1), to: cast.token(2), now: now)
            let again = try await store.rotate(cast.token(1), to: cast.token(3), now: now)
            let newest = try await store.rotate(cast.token(2), to: cast.token(4), now: now)
            let account = try await store.account(of: cast.login(1).id, now: now)
            return again == .reused(cast.login(1).id) && newest == .unknown && account == nil
        case .oneRotationWins:
            let outcomes = try await rotateAtOnce(store, cast)
            let account = try await store.account(of: cast.login(1).id, now: now)
            return outcomes.count(where: { $0 == .rotated(cast.login(1), cast.ada) }) == 1 && account == nil
        case .loginsExpire:
            let end = cast.login(1).expires
            let before = try await store.account(of: cast.login(1).id, now: UnixTime(seconds: end.seconds - 1))
            let after = try await store.account(of: cast.login(1).id, now: end)
            let outcome = try await store.rotate(cast.token(1), to: cast.token(2), now: end)
            try await store.begin(cast.login(2), refresh: cast.token(5), maximum: 2, now: end)
            let forgotten = try await store.rotate(cast.token(1), to: cast.token(3), now: now)
            return before != nil && after == nil && outcome == .unknown && forgotten == .unknown
        case .loginsAreBounded:
            try await store.begin(cast.login(2), refresh: cast.token(2), maximum: 2, now: now)
            let both = try await store.account(of: cast.login(1).id, now: now)
            try await store.begin(cast.login(3), refresh: cast.token(3), maximum: 2, now: now)
            let first = try await store.account(of: cast.login(1).id, now: now)
            let second = try await store.account(of: cast.login(2).id, now: now)
            return both != nil && first == nil && second != nil
        case .loginsEnd:
            try await store.begin(cast.login(2), refresh: cast.token(2), maximum: 2, now: now)
            try await store.end(cast.login(1).id)
            try await store.end(cast.login(1).id)
            let first = try await store.rotate(cast.token(1), to: cast.token(3), now: now)
            let second = try await store.end(by: cast.token(2))
            let again = try await store.end(by: cast.token(2))
            let account = try await store.account(of: cast.login(2).id, now: now)
            return first == .unknown && second == cast.login(2).id && again == nil && account == nil
        default: return false
        }
    }

    private func rotateAtOnce(_ store: any IdentityStore, _ cast: IdentityCast) async throws -> [RefreshOutcome] {
        try await withThrowingTaskGroup(of: RefreshOutcome.self) { group in
            for number in 0..<50 {
                group.addTask {
                    try await store.rotate(cast.token(1), to: cast.token(100 + number), now: Self.now)
                }
            }
            var outcomes: [RefreshOutcome] = []
            for try await outcome in group { outcomes.append(outcome) }
            return outcomes
        }
    }
}
