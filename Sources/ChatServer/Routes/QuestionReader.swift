internal import Dialogue
internal import HTTPTypes
internal import Hummingbird

/// Makes a new turn out of a request.
struct QuestionReader {
    let limits: ServerLimits

    /// The turn a body asks for.
    func turn(_ body: AskBody, request: Request, context: KayaRequestContext) throws(Problem) -> NewTurn {
        let rules = QuestionRules(limits: limits)
        let question = try rules.check(body.q, field: "q")
        for (index, message) in (body.history ?? []).enumerated() where message.text.isEmpty {
            throw Problem(.invalidField, field: "history.\(index).text")
        }
        let requestID = try rules.checkRequestID(body.requestId ?? request.headers[.idempotencyKey])
        return NewTurn(
            question: question,
            history: (body.history ?? []).suffix(limits.historyMessages),
            visitor: context.client.visitor,
            requestID: requestID,
            language: context.client.language)
    }

    /// The turn a query asks for; `nil` when it holds no question.
    func turn(_ query: QueryString, request: Request, context: KayaRequestContext) throws -> NewTurn? {
        let text = try query.value("q") ?? ""
        guard !text.allSatisfy(\.isWhitespace) else { return nil }
        let rules = QuestionRules(limits: limits)
        return NewTurn(
            question: try rules.check(text, field: "q"),
            visitor: context.client.visitor,
            requestID: try rules.checkRequestID(request.headers[.idempotencyKey]),
            language: context.client.language)
    }
}
