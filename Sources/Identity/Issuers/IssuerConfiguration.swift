/// An outside issuer of access tokens, such as the organisation's own login (OpenID Connect Core 1.0).
package struct IssuerConfiguration: Sendable, Hashable {
    /// The issuer exactly as it names itself, such as `https://login.example.org/realms/county`.
    package var issuer: String
    /// The audience that its tokens for Kaya have.
    package var audience: String
    /// The claim that holds the role, a text or a list of texts; dots lead into objects (`realm_access.roles`).
    /// Without one everybody is a reader.
    package var roleClaim: String?
    /// How far its clock may be off.
    package var leeway: Duration = .seconds(60)

    /// An issuer's configuration.
    package init(issuer: String, audience: String, roleClaim: String? = nil) {
        self.issuer = issuer
        self.audience = audience
        self.roleClaim = roleClaim
    }
}
