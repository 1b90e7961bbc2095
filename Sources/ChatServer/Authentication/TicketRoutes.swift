internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Identity

/// `POST /api/tickets`: a question is handed in under a credential, and asked by an `EventSource` that can carry none.
struct TicketRoutes: Sendable {
    let desk: IdentityDesk
    let limits: ServerLimits

    func add(to router: Router<KayaRequestContext>) {
        router.post("/api/tickets") { request, context in try await make(request, context) }
    }

    private struct Wish: Decodable, Sendable {
        let q: String
    }

    private struct Answer: Encodable {
        let ticket: String
        /// Seconds.
        let expiresIn: Int
    }

    private func make(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        guard let principal = context.identity?.principal else { throw Problem(.unauthorized) }
        let wish = try await JSONBody(limits: limits).read(Wish.self, from: request)
        let question = try QuestionRules(limits: limits).check(wish.q, field: "q")
        let text = try desk.tickets.make(Ticket(principal: principal, question: question))
        return try JSONResponse.make(
            Answer(ticket: text, expiresIn: Int(TicketLedger.lifetime.components.seconds)), status: .created)
    }
}
