internal import Dialogue
internal import Identity

extension IdentityStoreContract {
    func keepsKeys(_ store: any IdentityStore) async throws -> Bool {
        let cast = try IdentityCast()
        try await store.add(cast.ada)
        try await store.add(cast.ben)
        try await store.add(cast.key(1), maximum: 2)
        switch self {
        case .keysAreKept:
            try await store.noteUse(of: cast.key(1).id, day: 12)
            var expected = cast.key(1)
            expected.lastUsedDay = 12
            let byDigest = try await store.key(expected.digest)
            let byID = try await store.key(expected.id)
            let unknown = try await store.key(cast.token(99))
            let listed = try await store.keys(of: cast.ada.id)
            let others = try await store.keys(of: cast.ben.id)
            return byDigest?.0 == expected && byDigest?.1 == cast.ada && byID?.0 == expected && unknown == nil
                && listed == [expected] && others.isEmpty
        case .keysAreRemovedByTheirOwner:
            let byOther = try await store.remove(cast.key(1).id, of: cast.ben.id)
            let still = try await store.key(cast.key(1).digest)
            let byOwner = try await store.remove(cast.key(1).id, of: cast.ada.id)
            let gone = try await store.key(cast.key(1).digest)
            let again = try await store.remove(cast.key(1).id, of: nil)
            return !byOther && still != nil && byOwner && gone == nil && !again
        case .keysAreBounded:
            try await store.add(cast.key(2), maximum: 2)
            let code = await cast.code { try await store.add(cast.key(3), maximum: 2) }
            let keys = try await store.keys(of: nil)
            return code == .invalid && keys.map(\.id) == [cast.key(1).id, cast.key(2).id]
        case .signingKeyStays:
            let first = try await store.signingKey(orStore: Array(repeating: 1, count: 32))
            let second = try await store.signingKey(orStore: Array(repeating: 2, count: 32))
            return first == second && first == Array(repeating: 1, count: 32)
        case .changesAreCounted: return try await countsChanges(store, cast)
        default: return false
        }
    }

    private func countsChanges(_ store: any IdentityStore, _ cast: IdentityCast) async throws -> Bool {
        var counts = [try await store.changeCount()]
        try await store.noteUse(of: cast.key(1).id, day: 3)
        let afterUse = try await store.changeCount()
        try await store.begin(cast.login(1), refresh: cast.token(1), maximum: 9, now: Self.now)
        try await store.end(cast.login(1).id)
        counts.append(try await store.changeCount())
        _ = try await store.remove(cast.key(1).id, of: nil)
        counts.append(try await store.changeCount())
        try await store.change(cast.ada.id, .role(.admin))
        counts.append(try await store.changeCount())
        try await store.change(cast.ada.id, .disabled(true))
        counts.append(try await store.changeCount())
        try await store.remove(cast.ada.id)
        counts.append(try await store.changeCount())
        return Set(counts).count == counts.count && afterUse == counts[0]
    }
}
