import Crypto
import Foundation
import Testing

/// A compact JSON Web Token put together by hand, so that a test can lie in every part of it.
struct ForgedToken {
    var header: [String: Any] = ["alg": "HS256", "typ": "at+jwt"]
    var claims: [String: Any]
    var key: [UInt8]

    /// The token, signed with HMAC-SHA256 whatever its header says.
    var text: String {
        get throws {
            let signed = try Self.part(header) + "." + Self.part(claims)
            return signed + "." + signature(of: signed)
        }
    }

    func signature(of signed: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(signed.utf8), using: SymmetricKey(data: key))
        return Self.encode(Data(code))
    }

    /// The token without a signature.
    var unsigned: String {
        get throws { try Self.part(header) + "." + Self.part(claims) + "." }
    }

    /// The claims of a real token.
    static func claims(of token: String) throws -> [String: Any] {
        let parts = token.split(separator: ".")
        var text = String(parts[1]).replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.count % 4) % 4)
        let data = try #require(Data(base64Encoded: text))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    static func part(_ object: [String: Any]) throws -> String {
        encode(try JSONSerialization.data(withJSONObject: object, options: .sortedKeys))
    }

    static func encode(_ data: Data) -> String {
        data.base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
