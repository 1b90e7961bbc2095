internal import Identity

/// The answer to somebody who logged in. The refresh token is in a cookie alone.
struct OpenedLoginJSON: Encodable {
    private struct AccountJSON: Encodable {
        let name: String
        let role: String
    }

    private let accessToken: String
    private let expiresIn: Int
    private let account: AccountJSON

    /// - Parameter expiresIn: Seconds for which the access token is good.
    init(_ login: OpenedLogin, expiresIn: Int) {
        accessToken = login.accessToken
        self.expiresIn = expiresIn
        account = AccountJSON(name: login.account.name.description, role: login.account.role.rawValue)
    }
}
