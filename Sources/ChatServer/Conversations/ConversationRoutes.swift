internal import Archive
internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Turns

/// `/api/conversations`: what somebody has asked and been answered, for them alone.
///
/// An id of somebody else is answered like one that does not exist.
struct ConversationRoutes: Sendable {
    let archive: any ConversationArchive
    let intake: TurnIntake
    let policy: RetentionPolicy
    let limits: ServerLimits
    let gate: ConversationGate
    let wallTime: @Sendable () -> Timestamp

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
        let body = try await JSONBody(limits: limits).read(ConversationBody.self, from: request)
        let cookie = VisitorCookie(request.headers, isSecure: context.client.isSecure) ?? VisitorCookie.make()
        let owner = context.owner ?? cookie.owner
        var generator = SystemRandomNumberGenerator()
        let now = wallTime()
        let title = try body.checkedTitle(limits)
        let conversation = StoredConversation(
            id: .random(using: &generator), owner: owner, title: title ?? "", isTitleChosen: title != nil,
            isPinned: body.pinned ?? false, isArchived: body.archived ?? false, createdAt: now, updatedAt: now)
        try gate.enter(context)
        try await ArchiveAccess.run { try await archive.create(conversation) }
        var response = try JSONResponse.make(
            ConversationJSON(conversation, deadline: policy.deadline(of: conversation)), status: .created)
        response.headers[.location] = "/api/conversations/\(conversation.id)"
        if owner.kind == .visitor {
            response.headers[.setCookie] = cookie.field(isSecure: context.client.isSecure, lifetime: policy.visitors)
        }
        return response
    }

    private func list(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let query = try ConversationQuery(try QueryString(request.uri.query), maximumPage: Self.maximumPage)
        guard let owner = context.owner else {
            return try JSONResponse.make(ConversationListJSON(ConversationPage(conversations: []), policy))
        }
        let page = try await ArchiveAccess.run { try await archive.conversations(of: owner, query.stored) }
        return try JSONResponse.make(ConversationListJSON(page, policy))
    }

    private func read(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let query = try QueryString(request.uri.query)
        let limit = try ConversationQuery.limit(query, maximumPage: Self.maximumPage)
        let before = try query.value("before").map { text throws(Problem) in
            guard let id = TurnID(text) else { throw Problem(.invalidField, field: "before") }
            return id
        }
        let (conversation, turns) = try await kept(context, before: before, limit: limit)
        return try JSONResponse.make(
            ConversationJSON(conversation, turns: turns, deadline: policy.deadline(of: conversation)))
    }

    /// A conversation with turns, as its owner sees it.
    private func kept(
        _ context: KayaRequestContext, before: TurnID?, limit: Int
    ) async throws -> (StoredConversation, [StoredTurn]) {
        let (id, owner) = try context.conversation()
        return try await ArchiveAccess.run {
            guard let conversation = try await archive.conversation(id, of: owner),
                let turns = try await archive.turns(of: id, owner: owner, before: before, limit: limit)
            else { throw Problem(.notFound) }
            return (conversation, turns)
        }
    }

    private func change(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let body = try await JSONBody(limits: limits).read(ConversationBody.self, from: request)
        let (id, owner) = try context.conversation()
        let change = ConversationChange(
            title: try body.checkedTitle(limits), isPinned: body.pinned, isArchived: body.archived)
        let changed = try await ArchiveAccess.run { try await archive.change(id, of: owner, change) }
        guard let changed else { throw Problem(.notFound) }
        return try JSONResponse.make(ConversationJSON(changed, deadline: policy.deadline(of: changed)))
    }

    private func delete(_ context: KayaRequestContext) async throws -> Response {
        let (id, owner) = try context.conversation()
        guard try await ArchiveAccess.run({ try await archive.delete(id, of: owner) }) else {
            throw Problem(.notFound)
        }
        intake.discardTurns { $0.conversation == id }
        try await ArchiveAccess.run { try await archive.compact() }
        return Response(status: .noContent, headers: [.cacheControl: "no-store"])
    }

    private func export(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let name = try QueryString(request.uri.query).value("format") ?? "json"
        guard let format = ConversationExport.Format(rawValue: name) else {
            throw Problem(.invalidField, field: "format")
        }
        let (conversation, turns) = try await kept(context, before: nil, limit: .max)
        return try ConversationExport(
            conversation: conversation, turns: turns, language: context.client.language
        ).response(format)
    }
}
