internal import Foundation

/// A token of 256 random bits behind a prefix that tells people, logs and secret scanners what it is.
package struct RandomToken: Sendable {
    /// How API keys begin.
    package static let keyPrefix = "kaya_"
    /// How refresh tokens begin.
    package static let refreshPrefix = "kayar_"

    /// The prefix and 43 characters of URL-safe Base64 (RFC 4648 §5, unpadded).
    package let text: String

    /// A new token.
    package init(prefix: String, using generator: inout some RandomNumberGenerator) {
        text = prefix + URLSafeText.encode((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// What is stored of it.
    package var digest: TokenDigest { TokenDigest(of: text) }

    /// Whether a text has the form of a token with this prefix. Cheap; everything else is refused unread.
    package static func hasForm(_ text: String, prefix: String) -> Bool {
        text.utf8.count == prefix.utf8.count + 43 && text.hasPrefix(prefix)
    }
}
