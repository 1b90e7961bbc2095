internal import Foundation
internal import JWTKit

/// What of a JSON Web Token can be judged before a signature is looked at, and is refused otherwise.
enum TokenShape {
    /// Bytes of the longest token that is read.
    static let maximumBytes = 8_192
    /// Fields of a header that say where a key is to be had, or that something must be understood. Kaya has its keys.
    private static let tricks = ["jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "crit", "b64", "zip", "enc", "cty"]

    /// Whether a text is meant to be a token: three parts. Cheap.
    static func looksLikeToken(_ text: String) -> Bool {
        text.utf8.count(where: { $0 == UInt8(ascii: ".") }) == 2
    }

    /// The header of a compact token (RFC 7515 §7.1) whose parts are strict Base64URL and whose header leads nowhere.
    /// - Throws: ``IdentityError`` with `refused`.
    static func header(of token: String) throws(IdentityError) -> JWTHeader {
        guard token.utf8.count <= maximumBytes else { throw .refused }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, !parts.contains(where: \.isEmpty), URLSafeText.decode(parts[1]) != nil,
            URLSafeText.decode(parts[2]) != nil, let bytes = URLSafeText.decode(parts[0]),
            // What is no header is refused as everything else is.
            let header = try? JSONDecoder().decode(JWTHeader.self, from: Data(bytes)),
            !tricks.contains(where: { header.fields[$0] != nil })
        else { throw .refused }
        return header
    }
}
