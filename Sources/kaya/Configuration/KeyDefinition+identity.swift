extension KeyDefinition {
    /// Who may ask, and who says who they are.
    static let identity: [ConfigurationKey: KeyDefinition] = [
        .identityRequired: .init(
            .flag, "false", "Whether nobody may ask without a login, an API key or a token of an issuer."),
        .identityAccessLifetime: .init(
            .duration(.seconds(60)...(.seconds(86_400))), "15m",
            "How long an access token is good; the page gets a new one by itself."),
        .identityLoginLifetime: .init(
            .duration(.seconds(300)...(.seconds(31_536_000))), "30d",
            "How long a login lasts, however often it is refreshed."),
        .identityIssuers: .init(
            .list, "",
            "Outside issuers (OpenID Connect) whose access tokens count, such as `https://login.example.org`."
        ),
        .identityAudience: .init(
            .text, "kaya", "The audience that an outside issuer's tokens for Kaya have; all others are refused."),
        .identityRoleClaim: .init(
            .text, "",
            "The claim of an outside issuer's tokens that names the role, such as `realm_access.roles`. Without one everybody is a reader."
        ),
    ]
}
