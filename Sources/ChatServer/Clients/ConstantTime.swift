internal import Crypto
internal import Foundation

/// Comparison whose time tells nothing about what was compared.
enum ConstantTime {
    /// Whether two texts are equal, by comparing keyed digests under a key made for this one comparison.
    static func equal(_ left: String, _ right: String) -> Bool {
        let key = SymmetricKey(size: .bits256)
        let code = HMAC<SHA256>.authenticationCode(for: Data(left.utf8), using: key)
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Data(right.utf8), using: key)
    }
}
