internal import Archive
internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Turns

/// Asking within a conversation, and what belongs to a single turn of one.
struct ConversationTurnRoutes: Sendable {
    let asking: ConversationIntake
    let responder: StreamResponder

    func add(to router: Router<KayaRequestContext>) {
        router.post("/api/conversations/{conversation}/turns") { request, context in
            try await ask(request, context)
        }
        router.get("/api/turns/{turn}") { _, context in try await read(context) }
        router.put("/api/turns/{turn}/feedback") { request, context in try await rate(request, context) }
        router.delete("/api/turns/{turn}/feedback") { _, context in try await keepFeedback(nil, context) }
    }

    private func ask(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let body = try await JSONBody(limits: asking.limits).read(NewTurnBody.self, from: request)
        let (conversation, owner) = try context.conversation()
        let requestID = try QuestionRules(limits: asking.limits).requestID(body: body.requestId, request)
        let draft = TurnDraft(
            place: TurnPlace(owner: owner, conversation: conversation, relation: try body.relation()),
            question: try body.q.map { text throws(Problem) in
                try QuestionRules(limits: asking.limits).check(text, field: "q")
            },
            client: context.client.networkKey, requestID: requestID, language: context.client.language,
            style: body.style ?? .standard,
            isTraced: context.mayDebug)
        guard EventSourceRequest.wantsStream(request) else { return try receipt(try await asking.begin(draft)) }
        let ticket = try responder.admit(context.client)
        return stream(try await asking.begin(draft), request, context, ticket)
    }

    private func receipt(_ found: TurnLookup.Found) throws -> Response {
        try JSONResponse.make(
            ["turn": found.id.description, "events": "/api/turns/\(found.id)/events"], status: .created)
    }

    private func stream(
        _ found: TurnLookup.Found, _ request: Request, _ context: KayaRequestContext, _ ticket: StreamTicket
    ) -> Response {
        let dialect = RichDialect(language: context.client.language, showsTraces: context.mayDebug)
        return switch found {
        case .live(let turn):
            responder.response(
                to: request, context: context, turn: turn, after: 0, dialect: dialect, ticket: ticket)
        case .stored(let turn):
            StoredTurnResponse.make(turn, after: 0, dialect: dialect)
        }
    }

    private func read(_ context: KayaRequestContext) async throws -> Response {
        let (id, owner) = try context.turn()
        guard let turn = try await ArchiveAccess.run({ try await asking.archive.turn(id, for: owner) }) else {
            throw Problem(.notFound)
        }
        return try JSONResponse.make(TurnJSON(turn))
    }

    private func rate(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let feedback = try await JSONBody(limits: asking.limits).read(Feedback.self, from: request)
        return try await keepFeedback(feedback, context)
    }

    private func keepFeedback(_ feedback: Feedback?, _ context: KayaRequestContext) async throws -> Response {
        let (id, owner) = try context.turn()
        try await asking.rate(id, of: owner, feedback)
        return Response(status: .noContent, headers: [.cacheControl: "no-store"])
    }
}
