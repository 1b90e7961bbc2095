internal import Crypto
internal import Dialogue
internal import Foundation
internal import JWTKit

/// Checks the access tokens of one outside issuer with the keys it publishes.
///
/// RS256 and ES256 alone; which of them is said by the key, not by the token. The keys are kept: an issuer that is down
/// does not keep anybody out who has a good token.
actor OutsideIssuer {
    private static let maximumDocument = 262_144
    /// Keys of one issuer that are looked at.
    private static let maximumKeys = 100

    private let configuration: IssuerConfiguration
    private let documents: any DocumentFetching
    private var cache = KeyCache()
    private var keys: [String: PublishedKey] = [:]
    /// The fetch that is under way, for everybody who needs it.
    private var fetching: Task<Void, Never>?

    init(_ configuration: IssuerConfiguration, documents: any DocumentFetching) {
        self.configuration = configuration
        self.documents = documents
    }

    /// Who a token is of.
    ///
    /// - Parameters:
    ///   - now: The wall clock.
    ///   - monotonic: A monotonic time, for the keys' age.
    /// - Throws: ``IdentityError`` with `refused`.
    func principal(
        of token: String, header: JWTHeader, now: UnixTime, monotonic: Duration
    ) async throws(IdentityError) -> Principal {
        guard let name = header.kid, name.utf8.count <= 256 else { throw .refused }
        if cache.needs(knownKey: keys[name] != nil, now: monotonic) == .fetch {
            // Awaited by everybody whose key is not there yet; who has an old one does not wait for a slow issuer.
            fetching = Task { await self.fetchKeys(now: monotonic) }
        }
        if keys[name] == nil { await fetching?.value }
        guard let key = keys[name], header.alg == key.algorithm else { throw .refused }
        let claims: OutsideClaims
        do {
            claims = try await key.collection.verify(token, as: OutsideClaims.self)
        } catch {
            throw .refused
        }
        return try principal(claims, now: now)
    }

    private func principal(_ claims: OutsideClaims, now: UnixTime) throws(IdentityError) -> Principal {
        let leeway = Double(configuration.leeway.components.seconds)
        let time = Double(now.seconds)
        guard claims.iss == configuration.issuer, claims.aud.contains(configuration.audience),
            (1...255).contains(claims.sub.utf8.count), claims.exp.isFinite, claims.exp < 1e12,
            claims.exp + leeway > time, claims.nbf.map({ $0 <= time + leeway }) ?? true,
            claims.iat.map({ $0 <= time + leeway }) ?? true
        else { throw .refused }
        return Principal(
            owner: Self.owner(issuer: claims.iss, subject: claims.sub),
            role: claims.role(claim: configuration.roleClaim),
            name: claims.preferredUsername ?? claims.sub, credential: .issued,
            expires: UnixTime(seconds: Int(claims.exp + leeway)))
    }

    /// A digest of both, so that what is stored names nobody.
    static func owner(issuer: String, subject: String) -> Owner {
        let digest = Array(SHA256.hash(data: Data("kaya owner \(issuer.utf8.count) \(issuer) \(subject)".utf8)))
        let high = digest[0..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let low = digest[8..<16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Owner(.issued, high: high, low: low)
    }

    // MARK: Keys

    /// Fetches the keys; when that fails, those there are stay.
    private func fetchKeys(now: Duration) async {
        do {
            let discovery = try await document(
                Discovery.self, at: IssuerURL.discovery(of: configuration.issuer))
            guard discovery.issuer == configuration.issuer, IssuerURL.isAllowed(discovery.jwksURI) else { return }
            let published = try await document(PublishedKeys.self, at: discovery.jwksURI)
            var usable: [String: PublishedKey] = [:]
            for key in published.keys.compactMap(\.key).prefix(Self.maximumKeys) {
                guard let (name, key) = await PublishedKey.read(key) else { continue }
                usable[name] = key
            }
            keys = usable
            cache.fetched(now: now)
        } catch {
            return
        }
    }

    private func document<Document: Decodable>(_ type: Document.Type, at url: String) async throws -> Document {
        guard IssuerURL.isAllowed(url) else { throw IdentityError.refused }
        let bytes = try await documents.fetch(url, maximumBytes: Self.maximumDocument)
        return try JSONDecoder().decode(type, from: Data(bytes))
    }

    private struct Discovery: Decodable {
        let issuer: String
        let jwksURI: String

        enum CodingKeys: String, CodingKey {
            case issuer
            case jwksURI = "jwks_uri"
        }
    }

    /// A key set (RFC 7517 §5); a key of a kind that cannot be read is left out and spoils no other.
    private struct PublishedKeys: Decodable {
        struct Entry: Decodable {
            let key: JWK?

            init(from decoder: any Decoder) throws {
                key = try? JWK(from: decoder)  // unknown kinds are ignored, as RFC 7517 §5 has it
            }
        }

        let keys: [Entry]
    }
}
