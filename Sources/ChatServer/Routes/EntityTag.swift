internal import Crypto
internal import Foundation

/// The name of one version of a document: another one for every other document (RFC 9110 §8.8.3).
struct EntityTag: Hashable, Sendable {
    /// As it stands in a header, with its quotes.
    let text: String

    init(of bytes: some Sequence<UInt8>) {
        text = "\"\(Self.digest(of: bytes, digits: 32))\""
    }

    /// The first hexadecimal digits of a digest of bytes (SHA-256).
    static func digest(of bytes: some Sequence<UInt8>, digits: Int) -> String {
        let hexadecimal = SHA256.hash(data: Data(bytes)).flatMap { [$0 >> 4, $0 & 15] }
        return hexadecimal.prefix(digits).map { String($0, radix: 16) }.joined()
    }

    /// Whether one of the tags of an `If-None-Match` is this one, compared weakly (RFC 9110 §13.1.2).
    func isNamed(in tags: String?) -> Bool {
        (tags ?? "").split(separator: ",").contains { tag in
            let tag = tag.trimmingCharacters(in: .whitespaces)
            return tag == "*" || tag == text || tag == "W/" + text
        }
    }
}
