/// What somebody gets who has logged in, or refreshed their login.
package struct OpenedLogin: Sendable {
    package let account: Account
    package let login: LoginID
    /// For the field `Authorization`, or for a cookie.
    package let accessToken: String
    /// When the access token ends.
    package let accessExpires: UnixTime
    /// Good once, to be kept where no script reads it.
    package let refreshToken: String
}
