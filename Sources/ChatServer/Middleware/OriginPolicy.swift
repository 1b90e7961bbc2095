internal import Dialogue
internal import HTTPTypes
internal import Hummingbird

/// Lets pages of other origins in only where the operator named them: CORS, denied by default.
///
/// A request that a foreign page makes a browser send is refused even where it needs no CORS, because asking costs. So is
/// one of another host of the same site: that is another origin too. A link
/// to Kaya's own page is none: whoever follows one leaves the foreign page.
struct OriginPolicy: Sendable {
    let allowedOrigins: Set<String>

    /// What a request is answered with that goes no further: a foreign page's, or a browser's question about one.
    @inline(never)
    func answer(to request: Request, _ context: KayaRequestContext) -> Response? {
        let isPreflight = request.method == .options && request.headers.contains(.accessControlRequestMethod)
        let site = request.headers[.secFetchSite]
        guard isPreflight || site == "cross-site" || site == "same-site" else { return nil }
        guard allowedOrigin(of: request) != nil || Self.followsLink(request) else {
            return ProblemResponse.make(Problem(.forbidden), context: context)
        }
        return isPreflight ? Self.preflight : nil
    }

    /// Whether a person comes from another page to one of Kaya's (Fetch Metadata, `Sec-Fetch-Mode`).
    private static func followsLink(_ request: Request) -> Bool {
        [.get, .head].contains(request.method) && request.headers[.secFetchMode] == "navigate"
            && RouteAccess(request).isPage
    }

    /// Lets the page that made a request read its response, if its origin may. For every response.
    func admit(_ request: Request, to headers: inout HTTPFields) {
        headers[.vary] = headers[.vary].map { "\($0), Origin" } ?? "Origin"
        guard let origin = allowedOrigin(of: request) else { return }
        headers[.accessControlAllowOrigin] = origin
        headers[.accessControlExposeHeaders] = "Stream-Id, X-Request-Id, Retry-After"
    }

    private func allowedOrigin(of request: Request) -> String? {
        request.headers[.origin].flatMap { allowedOrigins.contains($0) ? $0 : nil }
    }

    private static let preflight = Response(
        status: .noContent,
        headers: [
            .accessControlAllowMethods: "GET, POST, PATCH, PUT, DELETE",
            .accessControlAllowHeaders: "Authorization, Content-Type, Idempotency-Key, Last-Event-ID",
            .accessControlMaxAge: "600",
        ])
}
