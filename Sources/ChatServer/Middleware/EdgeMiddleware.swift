internal import Dialogue
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
    /// `nil` where nobody can log in; then no credential means anything.
    let authenticator: Authenticator?

    func handle(
        _ request: Request,
        context: KayaRequestContext,
        next: @concurrent (Request, KayaRequestContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = clients.identified(context, by: request)
        if let answer = origins.answer(to: request, context) {
            return finished(answer, request, context, since: start)
        }
        do {
            try URLSecrets.refuse(request.uri.query)
            if let authenticator, authenticator.concerns(request) {
                context = try await authenticator.admit(context, request)
            }
            return finished(try await next(request, context), request, context, since: start)
        } catch {
            return finished(refusal(error, request, context), request, context, since: start)
        }
    }

    /// An `EventSource` and an OpenAI client are told in the form they can read that they need a login.
    @inline(never)
    private func refusal(_ error: any Error, _ request: Request, _ context: KayaRequestContext) -> Response {
        let response = ProblemResponse.make(for: error, context: context)
        guard response.status == .unauthorized else { return response }
        if RouteAccess(request).takesForeignKeys {
            var answer = CompletionJSON.response(Problem(.unauthorized), context: context)
            answer.headers[.wwwAuthenticate] = response.headers[.wwwAuthenticate]
            return answer
        }
        guard EventSourceRequest.isNative(request) else { return response }
        return ProblemResponse.makeStream(Problem(.unauthorized), status: .ok, context: context)
    }

    @inline(never)
    private func finished(
        _ response: Response, _ request: Request, _ context: KayaRequestContext, since start: ContinuousClock.Instant
    ) -> Response {
        var response = response
        origins.admit(request, to: &response.headers)
        response.headers[.requestID] = context.requestID
        // A body of unknown length is a live stream, whose writer logs it when it has ended.
        if response.body.contentLength != nil, context.logger.logLevel <= .notice {
            log(request, response, context, duration: start.duration(to: .now))
        }
        return response
    }

    @inline(never)
    private func log(_ request: Request, _ response: Response, _ context: KayaRequestContext, duration: Duration) {
        var metadata = AccessLog.metadata(
            context.requestID, method: request.method, route: context.endpointPath, status: response.status,
            duration: duration)
        context.logger.info("request", metadata: metadata)
        guard
            SecurityLog.concerns(
                method: request.method, route: context.endpointPath, path: request.uri.path, status: response.status)
        else { return }
        let more = SecurityLog.metadata(owner: context.owner, address: context.client.address)
        metadata.merge(more) { $1 }
        context.logger.notice("security", metadata: metadata)
    }
}
