internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Turns

/// `/v1/…`: Kaya as a server that speaks the chat-completions dialect, so that existing programs get grounded answers.
struct CompletionRoutes: Sendable {
    let intake: TurnIntake
    let limits: ServerLimits
    let responder: StreamResponder
    /// The wall clock's seconds since 1970; the dialect wants to know when an answer was asked for.
    let unixTime: @Sendable () -> Int

    func add(to router: Router<KayaRequestContext>) {
        router.post("/v1/chat/completions") { request, context in try await post(request, context) }
        router.get("/v1/models") { _, _ in ModelList.response() }
        router.get("/v1/models/{model}") { _, context in
            guard context.parameters.get("model") == ModelList.modelName else { throw Problem(.notFound) }
            return ModelList.modelResponse()
        }
    }

    private func post(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        do {
            return try await complete(request, context)
        } catch let problem as Problem {
            return CompletionJSON.response(problem, context: context)
        }
    }

    private func complete(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let body = try await JSONBody(limits: limits).read(CompletionRequest.self, from: request)
        let (text, history) = try body.conversation()
        let rules = QuestionRules(limits: limits)
        let newTurn = NewTurn(
            question: try rules.check(text, field: "messages"),
            history: history.suffix(limits.historyMessages),
            visitor: context.client.visitor,
            client: context.client.networkKey,
            requestID: try rules.requestID(request),
            language: context.client.language)
        let ticket = try responder.admit(context.client)
        let turn = try await intake.accept(newTurn).turn
        let created = unixTime()
        if body.stream == true {
            let dialect = CompletionDialect(
                includesUsage: body.streamOptions?.includeUsage ?? false, created: created,
                language: context.client.language)
            return responder.response(
                to: request, context: context, turn: turn, after: 0, dialect: dialect, ticket: ticket)
        }
        defer { ticket.giveBack() }
        let answer = try await WholeAnswer.wait(for: turn, context: context)
        return CompletionJSON.response(answer, turn: turn.id, created: created)
    }
}
