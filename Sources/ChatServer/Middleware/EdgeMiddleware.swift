internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// What happens around every route: find out who asks, keep foreign pages out, turn errors into problems, log.
///
/// One middleware and not four: each link of a chain costs a connection a kilobyte for as long as it streams.
struct EdgeMiddleware: RouterMiddleware {
    typealias Context = KayaRequestContext

    let clients: ClientIdentification
    let origins: OriginPolicy

    func handle(
        _ request: Request,
        context: KayaRequestContext,
        next: @concurrent (Request, KayaRequestContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let context = clients.identified(context, by: request)
        if let answer = origins.answer(to: request, context) {
            return finished(answer, request, context, since: start)
        }
        do {
            return finished(try await next(request, context), request, context, since: start)
        } catch {
            return finished(ProblemResponse.make(for: error, context: context), request, context, since: start)
        }
    }

    @inline(never)
    private func finished(
        _ response: Response, _ request: Request, _ context: KayaRequestContext, since start: ContinuousClock.Instant
    ) -> Response {
        var response = response
        origins.admit(request, to: &response.headers)
        response.headers[.requestID] = context.requestID
        // A body of unknown length is a live stream, whose writer logs it when it has ended.
        if response.body.contentLength != nil, context.logger.logLevel <= .info {
            context.logger.info(
                "request",
                metadata: AccessLog.metadata(
                    context.requestID, method: request.method, route: context.endpointPath, status: response.status,
                    duration: start.duration(to: .now)))
        }
        return response
    }
}
