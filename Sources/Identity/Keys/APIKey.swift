/// An API key as it is stored: everything but the key itself, of which only a digest is kept.
package struct APIKey: Sendable, Hashable {
    package let id: KeyID
    package let account: AccountID
    /// What the owner calls it; up to 64 characters.
    package var name: String
    package var scopes: Set<Scope>
    package let digest: TokenDigest
    /// The day it was made, in days since 1970.
    package let createdDay: Int
    /// The day it was last used; `nil` when it never was. A day and no time: enough to find keys nobody needs.
    package var lastUsedDay: Int?

    /// A key made of its parts.
    package init(
        id: KeyID, account: AccountID, name: String, scopes: Set<Scope>, digest: TokenDigest, createdDay: Int,
        lastUsedDay: Int? = nil
    ) {
        self.id = id
        self.account = account
        self.name = name
        self.scopes = scopes
        self.digest = digest
        self.createdDay = createdDay
        self.lastUsedDay = lastUsedDay
    }
}
