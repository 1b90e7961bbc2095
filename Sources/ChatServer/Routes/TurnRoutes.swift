internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import LiveStreams
internal import Turns

/// `/api/turns/{t}/…`: the events of a turn in the rich dialect, as a stream or by long poll, and its cancellation.
struct TurnRoutes: Sendable {
    let intake: TurnIntake
    let timing: StreamTiming
    let responder: StreamResponder

    func add(to router: Router<KayaRequestContext>) {
        router.get("/api/turns/{turn}/events") { request, context in try await events(request, context) }
        router.post("/api/turns/{turn}/cancellation") { request, context in cancel(request, context) }
    }

    private func events(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        do {
            return try await read(request, context)
        } catch let problem as Problem where EventSourceRequest.isNative(request) {
            return ProblemResponse.makeStream(problem, status: .ok, context: context)
        }
    }

    private func read(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let query = try QueryString(request.uri.query)
        let resume = ResumePoint(request.headers[.lastEventID])
        if case .end = resume { return Response(status: .noContent) }
        guard let id = context.parameters.get("turn").flatMap({ TurnID($0) }) else { throw Problem(.streamLost) }
        let position = try position(query, resume: resume, turn: id)
        let live = try query.value("live") ?? "stream"
        guard ["stream", "poll"].contains(live) else { throw Problem(.invalidField, field: "live") }
        let found = try await TurnLookup(intake: intake, owner: context.owner).find(id)
        if live == "poll" {
            return try await poll(found, after: position, context)
        }
        let dialect = RichDialect(language: context.client.language, showsTraces: context.mayDebug)
        switch found {
        case .live(let turn):
            return responder.response(
                to: request, context: context, turn: turn, after: position, dialect: dialect,
                ticket: try responder.admit(context.client))
        case .stored(let turn):
            return StoredTurnResponse.make(turn, after: position, dialect: dialect)
        }
    }

    /// `Last-Event-ID` wins over `from`, because the browser sets it anew at every reconnect.
    private func position(_ query: QueryString, resume: ResumePoint, turn: TurnID) throws(Problem) -> Int {
        switch resume {
        case .after(let id):
            guard id.turn == turn else { throw Problem(.badRequest, field: "Last-Event-ID") }
            return id.sequence
        case .malformed: throw Problem(.badRequest, field: "Last-Event-ID")
        case .none, .end: break
        }
        guard let from = try query.value("from") else { return 0 }
        guard let position = Int(from), (0...EventID.maximumSequence).contains(position) else {
            throw Problem(.invalidField, field: "from")
        }
        return position
    }

    private func poll(
        _ found: TurnLookup.Found, after position: Int, _ context: KayaRequestContext
    ) async throws -> Response {
        let language = context.client.language
        switch found {
        case .stored(let turn):
            return PollResponse.make(
                turn.slice(after: position), turn: turn.id, language, showsTraces: context.mayDebug)
        case .live(let turn):
            let timeout = intake.isDraining ? .zero : timing.poll
            let reader = TurnReader(turn: turn, visitor: context.client.visitor)
            let slice = try await ReaderWatch.run(on: context.channel) {
                // A position this log never gave out counts as its last one, so that nothing that follows is skipped.
                try await reader.nextSlice(
                    after: min(position, turn.stream.lastSequence), timeout: timeout, clock: ContinuousClock())
            }
            return PollResponse.make(slice, turn: turn.id, language, showsTraces: context.mayDebug)
        }
    }

    private func cancel(_ request: Request, _ context: KayaRequestContext) -> Response {
        if let id = context.parameters.get("turn").flatMap({ TurnID($0) }) {
            intake.stop(id, by: context.client.visitor, owner: context.owner)
        }
        return Response(status: .accepted, headers: [.cacheControl: "no-store"])
    }
}
