package import Dialogue

/// The person or program behind a request, once their credential was found good.
package struct Principal: Sendable, Hashable {
    /// What the principal showed.
    package enum Credential: Sendable, Hashable {
        /// An access token of a login here.
        case login(LoginID)
        /// An API key.
        case key(KeyID)
        /// An access token of an outside issuer; it cannot be revoked here and ends when it expires.
        case issued
    }

    /// Whose conversations they may see.
    package var owner: Owner
    /// What they may do.
    package var role: Role
    /// What this credential may be used for, as far as the role lets them.
    package var scopes: Set<Scope>
    /// The account's name, or the subject at its issuer. For the person themselves; never for logs.
    package var name: String
    /// What was shown.
    package var credential: Credential
    /// When the credential ends by itself; `nil` when it does not.
    package var expires: UnixTime?

    /// The account here; `nil` for somebody whose account is elsewhere.
    package var account: AccountID? {
        owner.kind == .account ? AccountID(high: owner.high, low: owner.low) : nil
    }

    /// A principal made of its parts.
    package init(
        owner: Owner, role: Role, scopes: Set<Scope> = Scope.everything, name: String, credential: Credential,
        expires: UnixTime? = nil
    ) {
        self.owner = owner
        self.role = role
        self.scopes = scopes.intersection(role.scopes)
        self.name = name
        self.credential = credential
        self.expires = expires
    }
}
