internal import JWTKit

/// What is read of an outside issuer's access token. Times and audience are judged by ``OutsideIssuer``.
struct OutsideClaims: JWTPayload {
    let iss: String
    /// One audience or several. JWTKit's own type traps at an empty list.
    let aud: [String]
    let sub: String
    let exp: Double
    let nbf: Double?
    let iat: Double?
    let preferredUsername: String?
    /// All claims, for the one that holds the role.
    let all: ClaimValue

    private enum CodingKeys: String, CodingKey {
        case iss, aud, sub, exp, nbf, iat
        case preferredUsername = "preferred_username"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        iss = try container.decode(String.self, forKey: .iss)
        aud = try container.decode(ClaimValue.self, forKey: .aud).texts
        sub = try container.decode(String.self, forKey: .sub)
        exp = try container.decode(Double.self, forKey: .exp)
        nbf = try container.decodeIfPresent(Double.self, forKey: .nbf)
        iat = try container.decodeIfPresent(Double.self, forKey: .iat)
        preferredUsername = try container.decodeIfPresent(String.self, forKey: .preferredUsername)
        all = try ClaimValue(from: decoder)
    }

    /// Kaya makes no such tokens.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(iss, forKey: .iss)
        try container.encode(sub, forKey: .sub)
    }

    func verify(using algorithm: some JWTAlgorithm) {}

    /// The highest role that a claim names; `reader` when it names none.
    func role(claim path: String?) -> Role {
        guard let path, let value = all.value(at: path) else { return .reader }
        return value.texts.compactMap(Role.init(rawValue:)).max() ?? .reader
    }
}
