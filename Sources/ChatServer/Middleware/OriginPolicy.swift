internal import Dialogue
internal import HTTPTypes
internal import Hummingbird

/// Lets pages of other origins in only where the operator named them: CORS, denied by default.
///
/// A request that a foreign page makes a browser send is refused even where it needs no CORS, because asking costs.
struct OriginPolicy: Sendable {
    let allowedOrigins: Set<String>

    /// What a request is answered with that goes no further: a foreign page's, or a browser's question about one.
    @inline(never)
    func answer(to request: Request, _ context: KayaRequestContext) -> Response? {
        let origin = request.headers[.origin]
        let isAllowed = origin.map(allowedOrigins.contains) ?? false
        let isPreflight = request.method == .options && request.headers.contains(.accessControlRequestMethod)
        if !isAllowed, isPreflight || request.headers[.secFetchSite] == "cross-site" {
            var refusal = ProblemResponse.make(Problem(.forbidden), context: context)
            refusal.headers[.vary] = "Origin"
            return refusal
        }
        return isPreflight ? origin.map(Self.preflight) : nil
    }

    /// Lets the page that made a request read its response, if its origin may.
    func admit(_ request: Request, to headers: inout HTTPFields) {
        headers[.vary] = "Origin"
        guard let origin = request.headers[.origin], allowedOrigins.contains(origin) else { return }
        headers[.accessControlAllowOrigin] = origin
        headers[.accessControlExposeHeaders] = "Stream-Id, X-Request-Id, Retry-After"
    }

    private static func preflight(_ origin: String) -> Response {
        Response(
            status: .noContent,
            headers: [
                .accessControlAllowOrigin: origin,
                .accessControlAllowMethods: "GET, POST",
                .accessControlAllowHeaders: "Authorization, Content-Type, Idempotency-Key, Last-Event-ID",
                .accessControlMaxAge: "600",
                .vary: "Origin",
            ])
    }
}
