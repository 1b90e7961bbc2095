/// Somebody who can log in.
package struct Account: Sendable, Hashable {
    /// Stays the same for ever.
    package let id: AccountID
    /// What is typed to log in.
    package var name: AccountName
    package var role: Role
    /// What the password is checked against.
    package var password: PasswordHash
    /// Whether nobody can log in to it, and none of its keys works.
    package var isDisabled: Bool

    /// An account made of its parts.
    package init(id: AccountID, name: AccountName, role: Role, password: PasswordHash, isDisabled: Bool = false) {
        self.id = id
        self.name = name
        self.role = role
        self.password = password
        self.isDisabled = isDisabled
    }
}
