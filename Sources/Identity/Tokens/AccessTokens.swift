internal import Crypto
internal import Dialogue
internal import Foundation
internal import JWTKit

/// Makes and checks Kaya's own access tokens: JSON Web Tokens (RFC 7519) of the type `at+jwt` (RFC 9068), signed with
/// HMAC-SHA256 and nothing else.
///
/// Everything in a token is compared with what would be there had this server made it: type, algorithm, issuer,
/// audience, times. What differs in anything is refused with one and the same error.
struct AccessTokens: Sendable {
    static let issuer = "kaya"
    static let audience = "kaya"
    private static let type = "at+jwt"
    private static let algorithm = "HS256"

    private let keys: JWTKeyCollection
    private let lifetime: Duration

    /// - Parameter key: 32 secret bytes.
    init(key: [UInt8], lifetime: Duration) async {
        keys = JWTKeyCollection()
        self.lifetime = lifetime
        await keys.add(hmac: HMACKey(key: SymmetricKey(data: key)), digestAlgorithm: .sha256)
    }

    /// A token for a login.
    func make(account: AccountID, login: LoginID, now: UnixTime) async throws -> (token: String, expires: UnixTime) {
        var generator = SystemRandomNumberGenerator()
        let expires = now + lifetime
        let claims = AccessClaims(
            iss: Self.issuer, aud: Self.audience, sub: account.description, sid: login.description,
            jti: LoginID.random(using: &generator).description, iat: now.seconds, nbf: now.seconds,
            exp: expires.seconds)
        return (try await keys.sign(claims, header: ["typ": .string(Self.type)]), expires)
    }

    /// Whose token it is.
    /// - Throws: ``IdentityError`` with `refused`.
    func check(
        _ token: String, now: UnixTime
    ) async throws(IdentityError) -> (account: AccountID, login: LoginID, expires: UnixTime) {
        let header = try TokenShape.header(of: token)
        guard header.alg == Self.algorithm, header.typ?.lowercased() == Self.type, header.fields["kid"] == nil else {
            throw .refused
        }
        let claims: AccessClaims
        do {
            claims = try await keys.verify(token, as: AccessClaims.self)
        } catch {
            throw .refused
        }
        // Our own clock wrote these times, but a machine's clock may be set back a little.
        let leeway = 5
        guard claims.iss == Self.issuer, claims.aud == Self.audience, claims.exp > now.seconds,
            claims.nbf <= now.seconds + leeway, claims.iat <= now.seconds + leeway,
            let account = AccountID(claims.sub), let login = LoginID(claims.sid), LoginID(claims.jti) != nil
        else { throw .refused }
        return (account, login, UnixTime(seconds: claims.exp))
    }
}
