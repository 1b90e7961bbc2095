internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Identity
internal import Logging

extension ProblemResponse {
    /// The problem document for what a route threw: the one place where an error becomes a response.
    @inline(never)
    static func make(for error: any Error, context: KayaRequestContext) -> Response {
        switch error {
        case let problem as Problem:
            return make(problem, context: context)
        case let error as IdentityError where Problem(error) != nil:
            return make(Problem(error) ?? Problem(.internal), context: context)
        case let error as HTTPError:
            var response = make(Problem(status: error.status), context: context)
            response.headers[.allow] = error.headers[.allow]
            return response
        case is CancellationError:
            // The reader is gone; whatever is answered goes nowhere.
            return make(Problem(.badRequest), context: context)
        default:
            context.logger.error(
                "A request failed in an unexpected way",
                metadata: ["request.id": .string(context.requestID), "error": "\(error)"])
            return make(Problem(.internal), context: context)
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
