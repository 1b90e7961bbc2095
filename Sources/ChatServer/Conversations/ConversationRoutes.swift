internal import Archive
internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Turns

/// `/api/conversations`: what somebody has asked and been answered, for them alone.
///
/// An id of somebody else is answered like one that does not exist.
struct ConversationRoutes: Sendable {
    let own: OwnConversations

    private static let maximumPage = 100

    func add(to router: Router<KayaRequestContext>) {
        router.post("/api/conversations") { request, context in try await create(request, context) }
        router.get("/api/conversations") { request, context in try await list(request, context) }
        router.get("/api/conversations/{conversation}") { request, context in try await read(request, context) }
        router.patch("/api/conversations/{conversation}") { request, context in try await change(request, context) }
        router.delete("/api/conversations/{conversation}") { _, context in try await delete(context) }
        router.get("/api/conversations/{conversation}/export") { request, context in
            try await export(request, context)
        }
    }

    private func create(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let body = try await JSONBody(limits: own.limits).read(ConversationBody.self, from: request)
        let (owner, cookie) = own.beginner(request, context)
        let conversation = try await own.create(body, owner: owner, context)
        var response = try JSONResponse.make(
            ConversationJSON(conversation, deadline: own.policy.deadline(of: conversation)), status: .created)
        response.headers[.location] = "/api/conversations/\(conversation.id)"
        if let cookie { response.headers[.setCookie] = cookie }
        return response
    }

    private func list(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let query = try ConversationQuery(try QueryString(request.uri.query), maximumPage: Self.maximumPage)
        guard let owner = context.owner else {
            return try JSONResponse.make(ConversationListJSON(ConversationPage(conversations: []), own.policy))
        }
        let page = try await ArchiveAccess.run { try await own.archive.conversations(of: owner, query.stored) }
        return try JSONResponse.make(ConversationListJSON(page, own.policy))
    }

    private func read(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let query = try QueryString(request.uri.query)
        let limit = try ConversationQuery.limit(query, maximumPage: Self.maximumPage)
        let before = try query.value("before").map { text throws(Problem) in
            guard let id = TurnID(text) else { throw Problem(.invalidField, field: "before") }
            return id
        }
        let (conversation, turns) = try await own.kept(context, before: before, limit: limit)
        return try JSONResponse.make(
            ConversationJSON(conversation, turns: turns, deadline: own.policy.deadline(of: conversation)))
    }

    private func change(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let body = try await JSONBody(limits: own.limits).read(ConversationBody.self, from: request)
        let changed = try await own.change(body, context)
        return try JSONResponse.make(ConversationJSON(changed, deadline: own.policy.deadline(of: changed)))
    }

    private func delete(_ context: KayaRequestContext) async throws -> Response {
        try await own.delete(context)
        return Response(status: .noContent, headers: [.cacheControl: "no-store"])
    }

    private func export(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let name = try QueryString(request.uri.query).value("format") ?? "json"
        guard let format = ConversationExport.Format(rawValue: name) else {
            throw Problem(.invalidField, field: "format")
        }
        let (conversation, turns) = try await own.kept(context, before: nil, limit: .max)
        return try ConversationExport(
            conversation: conversation, turns: turns, language: context.client.language, languageOf: own.languageOf
        ).response(format)
    }
}
