internal import Crypto
internal import Foundation

/// What is stored of a random token: its SHA-256, from which the token cannot be made.
///
/// The tokens have 256 random bits, so no salt and no slow hash are needed, and looking a digest up tells nothing by
/// its time.
package struct TokenDigest: Sendable, Hashable {
    /// 32 bytes.
    package let bytes: [UInt8]

    /// The digest of a token.
    package init(of token: String) {
        bytes = Array(SHA256.hash(data: Data(token.utf8)))
    }

    /// A digest that was stored; `nil` unless it has 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == SHA256.byteCount else { return nil }
        self.bytes = bytes
    }
}
