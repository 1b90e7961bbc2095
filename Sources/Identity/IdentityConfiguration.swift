/// How logins, keys and tokens behave.
package struct IdentityConfiguration: Sendable, Hashable {
    /// Whether nobody may ask without a credential.
    package var isRequired = false
    /// How long an access token is good.
    package var accessLifetime: Duration = .seconds(900)
    /// How long a login lasts, however often it is refreshed.
    package var loginLifetime: Duration = .seconds(30 * 86_400)
    /// Logins of one account; with one more the oldest ends.
    package var maximumLogins = 50
    /// API keys of one account; one more is refused.
    package var maximumKeys = 50
    /// How often a password may be tried.
    package var rateLimits = LoginRateLimit.Limits()
    /// Whose tokens count besides Kaya's own.
    package var issuers: [IssuerConfiguration] = []

    package init() {}
}
