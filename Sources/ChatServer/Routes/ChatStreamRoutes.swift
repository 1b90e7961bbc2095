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
        let call = StreamCall(request, context, dialect: SimpleDialect(language: context.client.language), responder)
        do {
            return try await fulfil(try wish(of: call), call)
        } catch {
            return try call.eventSourceResponse(to: error)
        }
    }

    @inline(never)
    private func fulfil(_ wish: Wish, _ call: StreamCall) async throws -> Response {
        switch wish {
        case .ask(let turn): try await start(turn, call)
        case .resume(let id): try await resume(id, call)
        case .answer(let response): response
        }
    }

    /// What a request wants.
    private indirect enum Wish {
        case ask(NewTurn)
        case resume(EventID)
        /// There is nothing to do but to say this.
        case answer(Response)
    }

    @inline(never)
    private func wish(of call: StreamCall) throws -> Wish {
        let (request, context) = (call.request, call.context)
        let resume = ResumePoint(request.headers[.lastEventID])
        if case .end = resume { return .answer(Response(status: .noContent)) }
        if case .after(let id) = resume { return .resume(id) }
        let query = try QueryString(request.uri.query)
        guard let turn = try QuestionReader(limits: limits).turn(query, request: request, context: context) else {
            return .answer(
                ProblemResponse.makeStream(
                    Problem(.badRequest, field: "q"), status: call.isEventSource ? .ok : .badRequest,
                    sentence: "Query parameter required", context: context))
        }
        try refuseRepetition(of: turn, after: resume)
        // A cookie goes wherever a page leads a browser: asking by GET must come from a page of ours.
        if case .cookie = context.identity?.carrier { try SameOrigin.require(request) }
        return .ask(turn)
    }

    private func post(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let resume = ResumePoint(request.headers[.lastEventID])
        if case .end = resume { return Response(status: .noContent) }
        let body = try await JSONBody(limits: limits).read(AskBody.self, from: request)
        let language = context.client.language
        let dialect: any FrameDialect =
            body.dialect == .rich
            ? RichDialect(language: language, showsTraces: context.mayDebug) : SimpleDialect(language: language)
        let call = StreamCall(request, context, dialect: dialect, responder)
        if case .after(let id) = resume { return try await self.resume(id, call) }
        let turn = try QuestionReader(limits: limits).turn(body, request: request, context: context)
        try refuseRepetition(of: turn, after: resume)
        return try await start(turn, call)
    }

    /// A position that cannot be read is no reason to ask again what was asked a moment ago.
    private func refuseRepetition(of turn: NewTurn, after resume: ResumePoint) throws(Problem) {
        if case .malformed = resume, intake.recentTurn(of: turn) != nil { throw Problem(.badRequest) }
    }

    @inline(never)
    private func start(_ turn: NewTurn, _ call: StreamCall) async throws -> Response {
        let ticket = try call.admit()
        let receipt = try await intake.accept(turn)
        return call.response(receipt.turn, after: 0, ticket: ticket)
    }

    @inline(never)
    private func resume(_ id: EventID, _ call: StreamCall) async throws -> Response {
        switch try await TurnLookup(intake: intake, owner: call.context.owner).find(id.turn) {
        case .live(let turn): call.response(turn, after: id.sequence, ticket: try call.admit())
        case .stored(let turn): StoredTurnResponse.make(turn, after: id.sequence, dialect: call.dialect)
        }
    }
}
