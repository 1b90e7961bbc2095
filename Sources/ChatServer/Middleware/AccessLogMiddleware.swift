internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// Writes one line for each request: method, route, status and time. Never an address, a question or an answer.
///
/// The route is the pattern that matched, not the path that was sent. A stream's line is written when it ends.
struct AccessLogMiddleware: RouterMiddleware {
    typealias Context = KayaRequestContext

    func handle(
        _ request: Request,
        context: KayaRequestContext,
        next: @concurrent (Request, KayaRequestContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        // A body of unknown length is a live stream, whose writer logs it when it has ended.
        guard response.body.contentLength != nil else { return response }
        context.logger.info(
            "request",
            metadata: AccessLog.metadata(
                request: request, route: context.endpointPath, status: response.status,
                duration: start.duration(to: .now)))
        return response
    }
}
