/// What can be changed of an account. Only ``role(_:)`` leaves its logins as they are.
package enum AccountChange: Sendable, Hashable {
    /// Acts at once: no token carries a role.
    case role(Role)
    /// Ends every login of the account.
    case password(PasswordHash)
    /// Ends every login of the account; its keys do not work until it is enabled.
    case disabled(Bool)
}
