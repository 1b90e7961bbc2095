internal import HTTPTypes
internal import Identity

/// The two cookies of a login: the access token, for what a browser asks without a script, and the refresh token, for
/// the login's own routes alone. No script can read either (RFC 6265bis §4.1.2.6).
///
/// ```
/// __Host-kaya-access=…; Path=/; Max-Age=900; HttpOnly; SameSite=Lax; Secure
/// __Secure-kaya-refresh=…; Path=/api/login; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure
/// ```
struct LoginCookies: Sendable {
    /// Whether the connection is encrypted; otherwise the names have no prefix and the cookies are not `Secure`.
    let isSecure: Bool

    private var accessName: String { (isSecure ? "__Host-" : "") + "kaya-access" }
    private var refreshName: String { (isSecure ? "__Secure-" : "") + "kaya-refresh" }
    private var security: String { isSecure ? "; Secure" : "" }

    /// The access token that came with a request.
    func access(_ headers: HTTPFields) -> String? { RequestCookie.value(accessName, in: headers) }

    /// The refresh token that came with a request.
    func refresh(_ headers: HTTPFields) -> String? { RequestCookie.value(refreshName, in: headers) }

    /// Adds both to a response.
    func set(_ login: OpenedLogin, accessLifetime: Duration, loginLifetime: Duration, in headers: inout HTTPFields) {
        add(access: login.accessToken, lifetime: accessLifetime, to: &headers)
        add(refresh: login.refreshToken, lifetime: loginLifetime, to: &headers)
    }

    /// Makes the browser forget both.
    func clear(in headers: inout HTTPFields) {
        add(access: "", lifetime: .zero, to: &headers)
        add(refresh: "", lifetime: .zero, to: &headers)
    }

    private func add(access token: String, lifetime: Duration, to headers: inout HTTPFields) {
        append("\(accessName)=\(token); Path=/; \(age(lifetime)); HttpOnly; SameSite=Lax\(security)", to: &headers)
    }

    private func add(refresh token: String, lifetime: Duration, to headers: inout HTTPFields) {
        append(
            "\(refreshName)=\(token); Path=/api/login; \(age(lifetime)); HttpOnly; SameSite=Strict\(security)",
            to: &headers)
    }

    private func age(_ lifetime: Duration) -> String { "Max-Age=\(lifetime.components.seconds)" }

    private func append(_ value: String, to headers: inout HTTPFields) {
        headers.append(HTTPField(name: .setCookie, value: value))
    }
}
