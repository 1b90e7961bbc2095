internal import Dialogue
internal import HTTPTypes
internal import Hummingbird

/// Lets pages of other origins in only where the operator named them: CORS, denied by default.
///
/// A request that a foreign page makes a browser send is refused even where it needs no CORS, because asking costs.
struct OriginMiddleware: RouterMiddleware {
    typealias Context = KayaRequestContext

    let allowedOrigins: Set<String>

    func handle(
        _ request: Request,
        context: KayaRequestContext,
        next: @concurrent (Request, KayaRequestContext) async throws -> Response
    ) async throws -> Response {
        let origin = request.headers[.origin]
        let isAllowed = origin.map(allowedOrigins.contains) ?? false
        let isPreflight = request.method == .options && request.headers.contains(.accessControlRequestMethod)
        if !isAllowed, isPreflight || request.headers[.secFetchSite] == "cross-site" {
            var refusal = ProblemResponse.make(Problem(.forbidden), context: context)
            refusal.headers[.vary] = "Origin"
            return refusal
        }
        if isPreflight, let origin { return Self.preflight(origin) }
        var response = try await next(request, context)
        response.headers[.vary] = "Origin"
        if isAllowed {
            response.headers[.accessControlAllowOrigin] = origin
            response.headers[.accessControlExposeHeaders] = "Stream-Id, X-Request-Id, Retry-After"
        }
        return response
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
