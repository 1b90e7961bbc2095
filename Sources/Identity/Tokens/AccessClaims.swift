internal import JWTKit

/// What an access token of Kaya says (RFC 9068): who, for whom, from when to when, and of which login.
///
/// No role, no scope and no name: those are looked up at each request, so that a change acts at once.
struct AccessClaims: JWTPayload, Equatable {
    /// The issuer.
    let iss: String
    /// The audience.
    let aud: String
    /// The account.
    let sub: String
    /// The login.
    let sid: String
    /// The token's own name.
    let jti: String
    let iat: Int
    let nbf: Int
    let exp: Int

    /// The times are compared by ``AccessTokens``, which is told what time it is.
    func verify(using algorithm: some JWTAlgorithm) {}
}
