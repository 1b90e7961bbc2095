internal import Identity

extension SettingReading {
    mutating func identity() -> IdentityConfiguration {
        var identity = IdentityConfiguration()
        identity.isRequired = flag(.identityRequired)
        identity.accessLifetime = duration(.identityAccessLifetime)
        identity.loginLifetime = duration(.identityLoginLifetime)
        let audience = text(.identityAudience) ?? ""
        for issuer in list(.identityIssuers) {
            guard IssuerURL.isAllowed(issuer) else {
                problem(.identityIssuers, "“\(issuer)” is no issuer; write https://host or https://host/path.")
                continue
            }
            identity.issuers.append(
                IssuerConfiguration(issuer: issuer, audience: audience, roleClaim: text(.identityRoleClaim)))
        }
        if !identity.issuers.isEmpty, audience.isEmpty {
            problem(.identityAudience, "Without an audience tokens made for other programs would count.")
        }
        return identity
    }
}
