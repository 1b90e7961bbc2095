internal import Crypto
internal import CryptoExtras
internal import Foundation

/// A password as it is stored: scrypt's output with its parameters and its salt.
///
/// ```
/// $scrypt$ln=15,r=8,p=3$<salt, 16 bytes of Base64URL>$<hash, 32 bytes of Base64URL>
/// ```
///
/// Making one and checking one take a good part of a second; ``PasswordDesk`` does both beside the event loops.
package struct PasswordHash: Sendable, Hashable {
    /// The line above.
    package let text: String
    private let cost: PasswordCost
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// Reads a stored line; `nil` for what is none or asks for too much work.
    package init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = Self.cost(parts[2]),
            cost.isBearable, let salt = URLSafeText.decode(parts[3]), salt.count >= 16,
            let hash = URLSafeText.decode(parts[4]), hash.count == 32
        else { return nil }
        (self.text, self.cost, self.salt, self.hash) = (text, cost, salt, hash)
    }

    /// The hash of a password under a new salt.
    /// - Throws: When memory is short.
    init(of password: String, cost: PasswordCost) throws {
        let salt = Self.randomBytes(16)
        self.init(cost: cost, salt: salt, hash: try Self.derive(password, salt: salt, cost: cost))
    }

    /// A hash that no password is known to have. It is made without work, and checked with as much as any other.
    init(ofNoneWith cost: PasswordCost) {
        self.init(cost: cost, salt: Self.randomBytes(16), hash: Self.randomBytes(32))
    }

    private init(cost: PasswordCost, salt: [UInt8], hash: [UInt8]) {
        text =
            "$scrypt$ln=\(cost.logarithm),r=\(cost.blockSize),p=\(cost.parallelism)"
            + "$\(URLSafeText.encode(salt))$\(URLSafeText.encode(hash))"
        (self.cost, self.salt, self.hash) = (cost, salt, hash)
    }

    private static func randomBytes(_ count: Int) -> [UInt8] {
        SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { Array($0) }
    }

    /// Whether it is the hash of a password. The comparison takes the same time for every wrong one.
    /// - Throws: When memory is short.
    func matches(_ password: String) throws -> Bool {
        let other = try Self.derive(password, salt: salt, cost: cost)
        return zip(hash, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// The same password typed on another system may come decomposed; NFC makes it one.
    private static func derive(_ password: String, salt: [UInt8], cost: PasswordCost) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.precomposedStringWithCanonicalMapping.utf8), salt: Data(salt), outputByteCount: 32,
            rounds: 1 << cost.logarithm, blockSize: cost.blockSize, parallelism: cost.parallelism,
            maxMemory: 128 * cost.blockSize * ((1 << cost.logarithm) + cost.parallelism + 4) + (1 << 20))
        return key.withUnsafeBytes { Array($0) }
    }

    private static func cost(_ text: Substring) -> PasswordCost? {
        let values = text.split(separator: ",").compactMap { part -> Int? in
            let pair = part.split(separator: "=")
            return pair.count == 2 ? Int(pair[1]) : nil
        }
        guard values.count == 3 else { return nil }
        return PasswordCost(logarithm: values[0], blockSize: values[1], parallelism: values[2])
    }
}
