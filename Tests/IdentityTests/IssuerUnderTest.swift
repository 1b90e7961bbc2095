import AsyncHTTPClient
import Crypto
import CryptoExtras
import Foundation
import Hummingbird
import Identity
import KayaTesting
import Logging
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

/// An OpenID Connect issuer on a loopback port: discovery, published keys, tokens; it rotates keys, lies and goes down.
///
/// Fetches go over HTTP, as in earnest.
final class IssuerUnderTest: DocumentFetching {
    private struct State {
        var port = 0
        var isDown = false
        var fetches = 0
        var current = "ec-1"
        var issuerLie: String?
        var keysLie: String?
    }

    private let state = Mutex(State())
    /// The bytes of the symmetric key that the set publishes to no effect.
    private static let octets = Array(repeating: UInt8(7), count: 32)

    /// Made once: making one takes a thread of all tests for a good while.
    private static let rsaKeys = Result {
        (
            try _RSA.Signing.PrivateKey(keySize: .bits2048),
            try _RSA.Signing.PrivateKey(unsafeKeySize: .init(bitCount: 1_024))
        )
    }

    private let rsa: [String: _RSA.Signing.PrivateKey]
    private let elliptic: [String: P256.Signing.PrivateKey]
    private let strong = P384.Signing.PrivateKey()
    let rsaPublicPEM: String

    private init() throws {
        elliptic = ["ec-1": P256.Signing.PrivateKey(), "ec-2": P256.Signing.PrivateKey()]
        let (key, small) = try Self.rsaKeys.get()
        rsa = ["rsa-1": key, "rsa-512": key, "rsa-small": small]
        rsaPublicPEM = key.publicKey.pemRepresentation
    }

    static func run(_ body: (IssuerUnderTest) async throws -> Void) async throws {
        let issuer = try IssuerUnderTest()
        let router = Router()
        router.get("/.well-known/openid-configuration") { _, _ in try issuer.discovery() }
        router.get("/keys") { _, _ in try issuer.keys() }
        let ports = Arrivals<Int>()
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { ports.put($0.localAddress?.port ?? 0) }, logger: CapturedLog().logger)
        try await withServices([application]) {
            let port = await ports.next()
            issuer.state.withLock { $0.port = port }
            try await body(issuer)
        }
    }

    var url: String { "http://127.0.0.1:\(state.withLock { $0.port })" }
    /// How often keys were handed out.
    var fetchCount: Int { state.withLock { $0.fetches } }

    var isDown: Bool {
        get { state.withLock { $0.isDown } }
        set { state.withLock { $0.isDown = newValue } }
    }

    /// Publishes this elliptic key alone from now on.
    func rotate(to key: String) {
        state.withLock { $0.current = key }
    }

    func lie(issuer: String?, keys: String?) {
        state.withLock { ($0.issuerLie, $0.keysLie) = (issuer, keys) }
    }

    func fetch(_ url: String, maximumBytes: Int) async throws -> [UInt8] {
        let answer = try await HTTPClient.shared.execute(HTTPClientRequest(url: url), timeout: .seconds(10))
        guard answer.status == .ok else { throw HTTPError(.badGateway) }
        return Array(try await answer.body.collect(upTo: maximumBytes).readableBytesView)
    }

    // MARK: Documents

    private func discovery() throws -> String {
        guard !isDown else { throw HTTPError(.serviceUnavailable) }
        let (issuer, keys) = state.withLock { ($0.issuerLie, $0.keysLie) }
        return try Self.json(["issuer": issuer ?? url, "jwks_uri": keys ?? "\(url)/keys"])
    }

    private func keys() throws -> String {
        let current = state.withLock { state in
            state.fetches += 1
            return state.current
        }
        var keys: [[String: String]] = [
            ["kty": "oct", "kid": "oct-1", "alg": "HS256", "k": ForgedToken.encode(Data(Self.octets))],
            ["kty": "strange", "kid": "strange"],
        ]
        for (name, key) in rsa {
            let numbers = try key.publicKey.getKeyPrimitives()
            keys.append([
                "kty": "RSA", "kid": name, "alg": name == "rsa-512" ? "RS512" : "RS256",
                "n": ForgedToken.encode(numbers.modulus), "e": ForgedToken.encode(numbers.publicExponent),
            ])
        }
        let strong = strong.publicKey.rawRepresentation
        keys.append(Self.elliptic("ec-384", "P-384", strong))
        if let key = elliptic[current] {
            keys.append(Self.elliptic(current, "P-256", key.publicKey.rawRepresentation))
        }
        return try Self.json(["keys": keys])
    }

    private static func elliptic(_ name: String, _ curve: String, _ raw: Data) -> [String: String] {
        let half = raw.count / 2
        return [
            "kty": "EC", "kid": name, "crv": curve, "use": "sig", "x": ForgedToken.encode(raw.prefix(half)),
            "y": ForgedToken.encode(raw.suffix(half)),
        ]
    }

    private static func json(_ object: Any) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }

    // MARK: Tokens

    /// A token by one of the keys, for Kaya, with what is changed in its claims.
    func token(
        key: String, now: UnixTime, algorithm told: String? = nil, _ change: (inout [String: Any]) -> Void = { _ in }
    ) async throws -> String {
        var claims: [String: Any] = [
            "iss": url, "aud": "kaya", "sub": "ada", "exp": now.seconds + 300, "nbf": now.seconds, "iat": now.seconds,
        ]
        change(&claims)
        let algorithm =
            switch key {
            case "oct-1": "HS256"
            case "ec-384": "ES384"
            case _ where key.hasPrefix("rsa"): "RS256"
            default: "ES256"
            }
        let signed = try ForgedToken.part(["alg": told ?? algorithm, "kid": key]) + "." + ForgedToken.part(claims)
        return signed + "." + ForgedToken.encode(try signature(of: Data(signed.utf8), by: key))
    }

    private func signature(of data: Data, by name: String) throws -> Data {
        if let key = elliptic[name] { return try key.signature(for: data).rawRepresentation }
        if name == "ec-384" { return try strong.signature(for: data).rawRepresentation }
        if let key = rsa[name] { return try key.signature(for: data, padding: .insecurePKCS1v1_5).rawRepresentation }
        return Data(HMAC<SHA256>.authenticationCode(for: data, using: SymmetricKey(data: Self.octets)))
    }
}
