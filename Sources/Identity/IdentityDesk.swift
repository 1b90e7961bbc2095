internal import Synchronization

/// Everything a server needs to know who somebody is, made once and handed in.
package struct IdentityDesk: Sendable {
    /// Logging in, keys, administration.
    package let accounts: Accounts
    /// Whose credential something is.
    package let credentials: CredentialCheck
    /// Tickets for streams.
    package let tickets: TicketOffice
    package let configuration: IdentityConfiguration
    package let clock: IdentityClock

    /// Opens the desk. The key that access tokens are signed with is made at the first time and kept in the store.
    ///
    /// - Throws: ``IdentityError`` with `storeUnusable`.
    package init(
        store: any IdentityStore, passwords: PasswordDesk, documents: any DocumentFetching,
        configuration: IdentityConfiguration, clock: IdentityClock
    ) async throws {
        let fresh = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
        let tokens = await AccessTokens(
            key: try await store.signingKey(orStore: fresh), lifetime: configuration.accessLifetime)
        accounts = Accounts(
            store: store, passwords: passwords, tokens: tokens, configuration: configuration, clock: clock)
        let issuers = configuration.issuers.map { ($0.issuer, OutsideIssuer($0, documents: documents)) }
        credentials = CredentialCheck(
            store: store, tokens: tokens, issuers: Dictionary(issuers) { first, _ in first }, clock: clock)
        tickets = TicketOffice(clock: clock)
        self.configuration = configuration
        self.clock = clock
    }
}
