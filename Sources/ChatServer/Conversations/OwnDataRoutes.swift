internal import Archive
internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Turns

/// `/api/me/data`: all that is kept of whoever asks, to see, to take away and to erase.
struct OwnDataRoutes: Sendable {
    let own: OwnConversations

    private static let page = 100

    func add(to router: Router<KayaRequestContext>) {
        router.get("/api/me/data") { _, context in try await export(context) }
        router.delete("/api/me/data") { _, context in try await erase(context) }
    }

    /// Everything, conversation by conversation. Bound: it is written as it is read, a page of conversations at a time.
    private func export(_ context: KayaRequestContext) async throws -> Response {
        guard let owner = context.owner else { throw Problem(.notFound) }
        let (archive, policy) = (own.archive, own.policy)
        let body = ResponseBody { writer in
            let start = ContinuousClock.now
            defer { AccessLog.written("request", context, since: start) }
            var separator = "{\"conversations\":["
            var query = ConversationPage.Query(limit: Self.page)
            for isArchived in [false, true] {
                query.isArchived = isArchived
                query.after = nil
                repeat {
                    let page = try await archive.conversations(of: owner, query)
                    for conversation in page.conversations {
                        let turns = try await archive.turns(
                            of: conversation.id, owner: owner, before: nil, limit: .max)
                        let json = ConversationJSON(
                            conversation, turns: turns ?? [], deadline: policy.deadline(of: conversation))
                        try await writer.write(ByteBuffer(string: separator))
                        try await writer.write(try JSONResponse.bytes(json))
                        separator = ",\n"
                    }
                    query.after = page.next
                } while query.after != nil
            }
            try await writer.write(ByteBuffer(string: separator == ",\n" ? "]}" : separator + "]}"))
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff", .contentDisposition: "attachment; filename=\"kaya.json\"",
            ],
            body: body)
    }

    private func erase(_ context: KayaRequestContext) async throws -> Response {
        guard let owner = context.owner else { throw Problem(.notFound) }
        try await own.erase(owner)
        return Response(status: .noContent, headers: [.cacheControl: "no-store"])
    }
}
