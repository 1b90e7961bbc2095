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
        let requestID = try rules.requestID(body: body.requestId, request)
        return NewTurn(
            question: question,
            history: (body.history ?? []).suffix(limits.historyMessages),
            visitor: context.client.visitor,
            client: context.client.networkKey,
            requestID: requestID,
            language: context.client.language,
            style: body.style ?? .standard,
            isTraced: context.mayDebug)
    }

    /// The turn a query asks for; `nil` when it holds no question.
    func turn(_ query: QueryString, request: Request, context: KayaRequestContext) throws -> NewTurn? {
        var text = try query.value("q") ?? ""
        if case .ticket(let question) = context.identity?.carrier { text = question }
        guard !text.unicodeScalars.allSatisfy(\.properties.isWhitespace) else { return nil }
        let rules = QuestionRules(limits: limits)
        return NewTurn(
            question: try rules.check(text, field: "q"),
            visitor: context.client.visitor,
            client: context.client.networkKey,
            requestID: try rules.requestID(request),
            language: context.client.language,
            style: try Self.style(query),
            isTraced: context.mayDebug)
    }

    private static func style(_ query: QueryString) throws(Problem) -> AnswerStyle {
        guard let text = try query.value("style") else { return .standard }
        guard let style = AnswerStyle(rawValue: text) else { throw Problem(.invalidField, field: "style") }
        return style
    }
}
