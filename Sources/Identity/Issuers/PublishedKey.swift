internal import Foundation
internal import JWTKit

/// A public key of an issuer, and the one algorithm it is used with.
struct PublishedKey: Sendable {
    /// `RS256` or `ES256`.
    let algorithm: String
    /// Holds this key alone.
    let collection: JWTKeyCollection

    /// A key and its id; `nil` for what is no RSA key of 2048 bits or more, no key on P-256, or meant for another
    /// algorithm. What a set says of symmetric keys is never looked at.
    static func read(_ key: JWK) async -> (name: String, key: PublishedKey)? {
        guard let name = key.keyIdentifier?.string else { return nil }
        let collection = JWTKeyCollection()
        do {
            switch key.keyType {
            case .rsa:
                guard key.algorithm == nil || key.algorithm == .rs256, let modulus = key.modulus,
                    let exponent = key.exponent, let bytes = URLSafeText.decode(modulus), bytes.count >= 256
                else { return nil }
                let key = try Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent)
                await collection.add(rsa: key, digestAlgorithm: .sha256)
                return (name, PublishedKey(algorithm: "RS256", collection: collection))
            case .ecdsa:
                guard key.algorithm == nil || key.algorithm == .es256, key.curve == .ecdsa(.p256), let x = key.x,
                    let y = key.y
                else { return nil }
                await collection.add(ecdsa: try ES256PublicKey(parameters: (x, y)))
                return (name, PublishedKey(algorithm: "ES256", collection: collection))
            default: return nil
            }
        } catch {
            return nil
        }
    }
}
