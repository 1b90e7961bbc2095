internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// Turns every error of a route into a problem document, once and in one place.
struct ProblemMiddleware: RouterMiddleware {
    typealias Context = KayaRequestContext

    func handle(
        _ request: Request,
        context: KayaRequestContext,
        next: @concurrent (Request, KayaRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            return ProblemResponse.make(problem, context: context)
        } catch let error as HTTPError {
            var response = ProblemResponse.make(Problem(status: error.status), context: context)
            response.headers[.allow] = error.headers[.allow]
            return response
        } catch is CancellationError {
            // The reader is gone; whatever is answered goes nowhere.
            return ProblemResponse.make(Problem(.badRequest), context: context)
        } catch {
            context.logger.error("A request failed in an unexpected way", metadata: ["error": "\(error)"])
            return ProblemResponse.make(Problem(.internal), context: context)
        }
    }
}

extension Problem {
    /// The problem behind a status that the framework chose.
    fileprivate init(status: HTTPResponse.Status) {
        switch status {
        case .notFound: self.init(.notFound)
        case .methodNotAllowed: self.init(.methodNotAllowed)
        case .contentTooLarge: self.init(.tooLarge)
        case .unsupportedMediaType: self.init(.unsupportedMediaType)
        case .unprocessableContent: self.init(.invalidField)
        default: self.init(status.kind == .serverError ? .internal : .badRequest)
        }
    }
}
