/// What became of a refresh token that was shown.
package enum RefreshOutcome: Sendable, Hashable {
    /// It was the newest of its login, and has been replaced.
    case rotated(Login, Account)
    /// It had been used before: somebody has a copy. The login has ended.
    case reused(LoginID)
    /// It belongs to no login, or to one that has ended.
    case unknown
}
