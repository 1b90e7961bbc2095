internal import Dialogue
internal import Foundation

/// Keeps credentials out of URLs, which end in histories, in the logs of proxies and in `Referer` fields.
///
/// What came in one is refused even where it is right, so that nobody builds on it.
enum URLSecrets {
    private static let names: Set<String> = [
        "access_token", "accesstoken", "token", "id_token", "refresh_token", "api_key", "apikey", "api-key", "jwt",
        "key",
        "authorization", "auth", "bearer", "password", "secret",
    ]

    /// - Throws: ``Problem`` with `bad-request` when a query has a field by such a name.
    static func refuse(_ query: String?) throws(Problem) {
        guard let query else { return }
        for name in QueryNames(query) where lengths.contains(name.count) {
            let text = String(Substring(name))
            let plain = name.contains(UInt8(ascii: "%")) ? text.removingPercentEncoding ?? text : text
            if names.contains(plain.lowercased()) { throw Problem(.badRequest, detail: "credential-in-url") }
        }
    }

    /// From the shortest name to the longest with every character escaped.
    private static let lengths = 3...64
}
