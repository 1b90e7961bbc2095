internal import HTTPTypes

/// The cookie by which the page without script knows that somebody logged in there, also when the access token has run out.
///
/// It is no credential, and only pages for people look at it: whoever thinks they are logged in is told to log in again
/// instead of being taken for a stranger.
///
/// ```
/// __Host-kaya-logged-in=1; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure
/// ```
struct LoginMark: Sendable {
    /// Whether the connection is encrypted; otherwise the name has no prefix and the cookie is not `Secure`.
    let isSecure: Bool

    private var name: String { (isSecure ? "__Host-" : "") + "kaya-logged-in" }

    /// Whether a request comes from somebody who logged in.
    func isSet(_ headers: HTTPFields) -> Bool { RequestCookie.value(name, in: headers) == "1" }

    /// Sets it in a response.
    func set(lifetime: Duration, in headers: inout HTTPFields) {
        append("1", age: lifetime.components.seconds, to: &headers)
    }

    /// Makes the browser forget it.
    func clear(in headers: inout HTTPFields) { append("", age: 0, to: &headers) }

    private func append(_ value: String, age: Int64, to headers: inout HTTPFields) {
        let field = "\(name)=\(value); Path=/; Max-Age=\(age); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
        headers.append(HTTPField(name: .setCookie, value: field))
    }
}
