internal import Foundation

/// Which addresses Kaya fetches keys from: TLS, or this machine itself.
package enum IssuerURL {
    /// Whether a URL may be fetched.
    package static func isAllowed(_ text: String) -> Bool {
        guard let url = URLComponents(string: text), let host = url.host, !host.isEmpty, url.user == nil,
            url.password == nil, url.fragment == nil
        else { return false }
        return url.scheme == "https"
            || (url.scheme == "http" && ["127.0.0.1", "localhost", "[::1]", "::1"].contains(host))
    }

    /// Where an issuer says where its keys are (OpenID Connect Discovery 1.0 §4).
    static func discovery(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }
}
