internal import Foundation
internal import JWTKit

/// Finds out whose credential something is: an API key, an access token of Kaya, or one of an outside issuer.
///
/// Every wrong one is refused with one error. Whether an account, a login or a key is still good is asked of the store
/// each time, so that what was ended is ended.
package struct CredentialCheck: Sendable {
    private let store: any IdentityStore
    private let tokens: AccessTokens
    private let issuers: [String: OutsideIssuer]
    private let clock: IdentityClock

    init(store: any IdentityStore, tokens: AccessTokens, issuers: [String: OutsideIssuer], clock: IdentityClock) {
        self.store = store
        self.tokens = tokens
        self.issuers = issuers
        self.clock = clock
    }

    /// Whether a bearer can be one of Kaya's at all: a key by its prefix, or a JSON Web Token by its three parts.
    package static func isOurs(_ bearer: String) -> Bool {
        bearer.hasPrefix(RandomToken.keyPrefix) || TokenShape.looksLikeToken(bearer)
    }

    /// Who is behind a credential.
    /// - Throws: ``IdentityError`` with `refused` or `storeUnusable`.
    package func principal(of credential: String) async throws -> Principal {
        if credential.hasPrefix(RandomToken.keyPrefix) { return try await principal(key: credential) }
        let header = try TokenShape.header(of: credential)
        let time = clock.unixTime()
        switch header.alg {
        case "HS256":
            let claims = try await tokens.check(credential, now: time)
            guard let account = try await store.account(of: claims.login, now: time), account.id == claims.account
            else { throw IdentityError.refused }
            return Principal(
                owner: account.id.owner, role: account.role, name: account.name.description,
                credential: .login(claims.login), expires: claims.expires)
        case "RS256", "ES256":
            guard let issuer = Self.issuer(of: credential).flatMap({ issuers[$0] }) else {
                throw IdentityError.refused
            }
            return try await issuer.principal(
                of: credential, header: header, now: time, monotonic: clock.monotonic())
        default: throw IdentityError.refused
        }
    }

    /// Whether a principal's credential is good at this moment. A store that cannot say makes it bad.
    package func isStillGood(_ principal: Principal) async -> Bool {
        let time = clock.unixTime()
        if let expires = principal.expires, expires <= time { return false }
        do {
            switch principal.credential {
            case .login(let login): return try await store.account(of: login, now: time) != nil
            case .key(let key): return try await store.key(key) != nil
            case .issued: return true
            }
        } catch {
            return false
        }
    }

    private func principal(key text: String) async throws -> Principal {
        guard RandomToken.hasForm(text, prefix: RandomToken.keyPrefix),
            let (key, account) = try await store.key(TokenDigest(of: text))
        else { throw IdentityError.refused }
        let day = clock.unixTime().day
        if key.lastUsedDay != day { try await store.noteUse(of: key.id, day: day) }
        return Principal(
            owner: account.id.owner, role: account.role, scopes: key.scopes, name: account.name.description,
            credential: .key(key.id))
    }

    /// The issuer a token names, not believed yet: it only says which keys to look among.
    private static func issuer(of token: String) -> String? {
        struct Named: Decodable {
            let iss: String
        }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = URLSafeText.decode(parts[1]) else { return nil }
        // What names no issuer is refused as any other unknown one.
        return try? JSONDecoder().decode(Named.self, from: Data(bytes)).iss
    }
}
