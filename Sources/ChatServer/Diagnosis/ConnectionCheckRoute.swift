internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Turns

/// `GET /api/connection-check?pattern=…`: a synthetic stream that shows what lies between Kaya and a reader.
///
/// It has the header fields of every stream and counts among its client's. `check` comes first, then `tick` after `tick`,
/// then `end`; none has an id, because there is nothing to resume.
struct ConnectionCheckRoute: Sendable {
    let intake: TurnIntake
    let responder: StreamResponder

    func add(to router: Router<KayaRequestContext>) {
        router.get("/api/connection-check") { request, context in try await check(request, context) }
    }

    private func check(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let name = try QueryString(request.uri.query).value("pattern") ?? CheckPattern.steady.rawValue
        guard let pattern = CheckPattern(rawValue: name) else { throw Problem(.invalidField, field: "pattern") }
        guard !intake.isDraining else { throw Problem(.draining, retryAfter: 5) }
        let seen = try await SeenRequest(request, pattern: pattern, on: context.channel)
        let ticket = try responder.admit(context.client)
        let stream = CheckStream(pattern: pattern, clock: ContinuousClock()) { [intake] in intake.isDraining }
        let body = ResponseBody { writer in
            let start = ContinuousClock.now
            defer {
                ticket.giveBack()
                AccessLog.written("stream", context, since: start)
            }
            try await writer.write(try CheckFrame.seen(seen).bytes())
            // Bound: the frames of one pattern, of which a reader that takes nothing gets none.
            let (frames, next) = AsyncStream.makeStream(of: CheckFrame.self)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    defer { next.finish() }
                    try await ReaderWatch.run(on: context.channel) { try await stream.run { next.yield($0) } }
                }
                defer { group.cancelAll() }
                for await frame in frames { try await writer.write(try frame.bytes()) }
                try await group.waitForAll()
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: StreamHeaders.fields(turn: nil), body: body)
    }
}
