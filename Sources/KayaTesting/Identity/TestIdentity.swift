package import Identity

/// Accounts and desks for tests: passwords that cost next to nothing, a clock that stands still until it is moved.
package enum TestIdentity {
    /// As cheap as scrypt can be.
    package static let cost = PasswordCost(logarithm: 4, blockSize: 1, parallelism: 1)

    /// An account whose password is `password of <name>`.
    package static func account(_ name: String, role: Role = .reader) async throws -> Account {
        let desk = try await desk(store: InMemoryIdentityStore())
        return try await desk.accounts.add(name: name, role: role, password: password(of: name))
    }

    /// What ``account(_:role:)`` is logged in to with.
    package static func password(of name: String) -> String { "password of \(name)" }

    /// A desk over a store.
    package static func desk(
        store: any IdentityStore,
        configuration: IdentityConfiguration = IdentityConfiguration(),
        documents: any DocumentFetching = NoDocuments(),
        passwords: PasswordDesk? = nil,
        time: ManualIdentityTime = ManualIdentityTime()
    ) async throws -> IdentityDesk {
        try await IdentityDesk(
            store: store, passwords: passwords ?? PasswordDesk(cost: cost), documents: documents,
            configuration: configuration,
            clock: time.clock)
    }
}
