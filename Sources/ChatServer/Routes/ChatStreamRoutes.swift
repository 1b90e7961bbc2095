internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Turns

/// `GET|POST /chat/stream`: asks and streams the answer in the simple dialect; resumes by `Last-Event-ID`.
struct ChatStreamRoutes: Sendable {
    let intake: TurnIntake
    let limits: ServerLimits
    let responder: StreamResponder

    func add(to router: Router<KayaRequestContext>) {
        router.get("/chat/stream") { request, context in try await get(request, context) }
        router.post("/chat/stream") { request, context in try await post(request, context) }
    }

    private func get(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let isNative = EventSourceRequest.isNative(request)
        do {
            return try await answer(request, context, isNative: isNative)
        } catch let problem as Problem where isNative {
            return ProblemResponse.makeStream(problem, status: .ok, context: context)
        }
    }

    private func answer(
        _ request: Request, _ context: KayaRequestContext, isNative: Bool
    ) async throws -> Response {
        let resume = ResumePoint(request.headers[.lastEventID])
        if case .end = resume { return Response(status: .noContent) }
        let dialect = SimpleDialect(language: context.client.language)
        if case .after(let id) = resume { return try await self.resume(id, request, context, dialect: dialect) }
        let query = try QueryString(request.uri.query)
        guard let turn = try QuestionReader(limits: limits).turn(query, request: request, context: context) else {
            return ProblemResponse.makeStream(
                Problem(.badRequest, field: "q"), status: isNative ? .ok : .badRequest,
                sentence: "Query parameter required", context: context)
        }
        if case .malformed = resume, intake.recentTurn(of: turn) != nil { throw Problem(.badRequest) }
        return try await start(turn, request, context, dialect: dialect)
    }

    private func post(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let resume = ResumePoint(request.headers[.lastEventID])
        if case .end = resume { return Response(status: .noContent) }
        let body = try await JSONBody(limits: limits).read(AskBody.self, from: request)
        let language = context.client.language
        let dialect: any FrameDialect =
            body.dialect == .rich ? RichDialect(language: language) : SimpleDialect(language: language)
        if case .after(let id) = resume { return try await self.resume(id, request, context, dialect: dialect) }
        let turn = try QuestionReader(limits: limits).turn(body, request: request, context: context)
        if case .malformed = resume, intake.recentTurn(of: turn) != nil { throw Problem(.badRequest) }
        return try await start(turn, request, context, dialect: dialect)
    }

    private func start(
        _ turn: NewTurn, _ request: Request, _ context: KayaRequestContext, dialect: any FrameDialect
    ) async throws -> Response {
        let ticket = try responder.admit(context.client)
        let receipt = try await intake.accept(turn)
        return responder.response(
            to: request, context: context, turn: receipt.turn, after: 0, dialect: dialect, ticket: ticket)
    }

    private func resume(
        _ id: EventID, _ request: Request, _ context: KayaRequestContext, dialect: any FrameDialect
    ) async throws -> Response {
        switch try await TurnLookup(intake: intake).find(id.turn) {
        case .live(let turn):
            return responder.response(
                to: request, context: context, turn: turn, after: id.sequence, dialect: dialect,
                ticket: try responder.admit(context.client))
        case .stored(let turn):
            return StoredTurnResponse.make(turn, after: id.sequence, dialect: dialect)
        }
    }
}
