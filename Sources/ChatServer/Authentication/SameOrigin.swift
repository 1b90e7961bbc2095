internal import Dialogue
internal import HTTPTypes
internal import Hummingbird

/// Tells whether a page of this very origin made a request, by what browsers say of themselves and pages cannot forge:
/// `Sec-Fetch-Site` (Fetch Metadata), or from older browsers `Origin` (RFC 6454 §7), or from yet older ones `Referer`.
enum SameOrigin {
    /// `nil` when the request says nothing of it, as that of a program.
    static func isSame(_ request: Request) -> Bool? {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" }
        guard let page = request.headers[.origin] ?? request.headers[.referer] else { return nil }
        guard let start = page.firstRange(of: "://")?.upperBound else { return false }
        return page[start...].prefix { $0 != "/" }.lowercased() == request.head.authority?.lowercased()
    }

    /// For what a browser's cookie would do: it must say that the page is ours.
    /// - Throws: ``Problem`` with `forbidden`.
    static func require(_ request: Request) throws(Problem) {
        guard isSame(request) == true else { throw Problem(.forbidden) }
    }

    /// For what needs no cookie: it must not say that the page is another's.
    /// - Throws: ``Problem`` with `forbidden`.
    static func refuseOthers(_ request: Request) throws(Problem) {
        guard isSame(request) != false else { throw Problem(.forbidden) }
    }
}
