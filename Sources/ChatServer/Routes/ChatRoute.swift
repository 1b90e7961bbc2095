internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import LiveStreams
internal import Turns

/// `POST /chat`: asks and waits for the whole answer, from the same turn and log as every stream.
struct ChatRoute: Sendable {
    let intake: TurnIntake
    let limits: ServerLimits
    let responder: StreamResponder

    func add(to router: Router<KayaRequestContext>) {
        router.post("/chat") { request, context in try await post(request, context) }
    }

    private func post(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let body = try await JSONBody(limits: limits).read(AskBody.self, from: request)
        let newTurn = try QuestionReader(limits: limits).turn(body, request: request, context: context)
        // Who waits for an answer takes a place as who reads a stream does.
        let ticket = try responder.admit(context.client)
        defer { ticket.giveBack() }
        let turn = try await intake.accept(newTurn).turn
        let outcome = try await WholeAnswer.wait(for: turn, context: context)
        var json = FrameBuffer(framing: .plain)
        json.append("{\"answer\":")
        json.append(json: outcome.result.fullText)
        json.append(",\"finish\":")
        json.append(json: outcome.result.finish.rawValue)
        json.append(",\"sources\":")
        SourcesJSON(outcome.sources).write(into: &json)
        json.append(",\"turn\":\"")
        json.append(turn.id)
        json.append("\"}")
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody(byteBuffer: json.finished()))
    }
}
