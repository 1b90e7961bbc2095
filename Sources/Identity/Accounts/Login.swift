/// A login as it is stored: a family of refresh tokens, of which only the newest is good.
package struct Login: Sendable, Hashable {
    package let id: LoginID
    package let account: AccountID
    /// When it ends by itself, however often it was refreshed.
    package let expires: UnixTime

    /// A login made of its parts.
    package init(id: LoginID, account: AccountID, expires: UnixTime) {
        self.id = id
        self.account = account
        self.expires = expires
    }
}
