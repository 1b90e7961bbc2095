internal import Crypto
internal import Dialogue
internal import Foundation
internal import HTTPTypes

/// The cookie by which a browser that has not said whose it is finds its own conversations again: 128 random bits.
///
/// What is stored is the owner, a digest of those bits (SHA-256, cut to 128 bits), from which the cookie cannot be made.
/// The cookie is `HttpOnly` and `SameSite=Lax`; where the connection is encrypted also `Secure`, under a name that
/// browsers accept from this host alone (RFC 6265bis §4.1.3.2).
///
/// ```
/// Set-Cookie: __Host-kaya-visitor=7Qm2Zr0cT1bYw8KpXe5LdA; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure
/// ```
struct VisitorCookie: Sendable {
    static let name = "kaya-visitor"
    private static let secureName = "__Host-" + name

    /// The visitor's secret, which the cookie holds.
    private let secret: TurnID

    /// A new visitor's cookie.
    static func make() -> VisitorCookie {
        var generator = SystemRandomNumberGenerator()
        return VisitorCookie(secret: .random(using: &generator))
    }

    /// The cookie that came with a request; `nil` where there is none of the right form.
    init?(_ headers: HTTPFields, isSecure: Bool) {
        let wanted = isSecure ? Self.secureName : Self.name
        for field in headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, parts[0].trimmingPrefix(while: { $0 == " " }) == wanted,
                    let secret = TurnID(parts[1])
                else { continue }
                self.init(secret: secret)
                return
            }
        }
        return nil
    }

    /// What makes cookies of the names of forms: these are stored with what was asked, and must not give the cookie away.
    private static let formKey = SymmetricKey(size: .bits256)

    /// The cookie of a visitor who has none and sends a form: it follows from the name that the page gave to the form, so
    /// that a form that is sent twice makes one visitor. Until this process ends: the key is its own (HMAC-SHA-256).
    init(of request: TurnID) {
        let bits = Array(HMAC<SHA256>.authenticationCode(for: Data("\(request)".utf8), using: Self.formKey))
        self.init(secret: TurnID(high: Self.integer(bits[0..<8]), low: Self.integer(bits[8..<16])))
    }

    private init(secret: TurnID) {
        self.secret = secret
    }

    /// Whose cookie it is.
    var owner: Owner {
        var hash = SHA256()
        hash.update(data: Data("kaya visitor \(secret)".utf8))
        let digest = Array(hash.finalize())
        return Owner(.visitor, high: Self.integer(digest[0..<8]), low: Self.integer(digest[8..<16]))
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The value of `Set-Cookie`.
    func field(isSecure: Bool, lifetime: Duration) -> String {
        let name = isSecure ? Self.secureName : Self.name
        let security = isSecure ? "; Secure" : ""
        let seconds = lifetime.components.seconds
        return "\(name)=\(secret); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax\(security)"
    }
}
