internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Turns

/// `GET /api/feed`: which of one's turns run, live, so that every tab and device knows what the others do.
///
/// A stream of `turns` events, each the whole picture: `{"running": [{"turn", "conversation"}]}`. None has an id, because
/// whoever reconnects is told the whole picture anew.
struct FeedRoute: Sendable {
    let running: RunningTurns
    let timing: StreamTiming
    let responder: StreamResponder

    private struct Feed: Encodable {
        struct Turn: Encodable {
            let turn: TurnID
            let conversation: ConversationID
        }

        let running: [Turn]
    }

    func add(to router: Router<KayaRequestContext>) {
        router.get("/api/feed") { _, context in try feed(context) }
    }

    private func feed(_ context: KayaRequestContext) throws -> Response {
        guard let owner = context.owner else { throw Problem(.notFound) }
        let ticket = try responder.admit(context.client)
        let body = ResponseBody { writer in
            let start = ContinuousClock.now
            defer {
                ticket.giveBack()
                AccessLog.written("stream", context, since: start)
            }
            // Bound: one picture. A sign of life goes where none waits.
            let waiting = NewestPicture()
            let (calls, next) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for await picture in running.pictures(of: owner) {
                        waiting.put(picture)
                        next.yield()
                    }
                    next.finish()
                }
                group.addTask { try await Self.tick(every: timing.heartbeat, to: next) }
                defer { group.cancelAll() }
                for await _ in calls { try await writer.write(try Self.frame(waiting.take())) }
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: StreamHeaders.fields(turn: nil), body: body)
    }

    private static func tick(every interval: Duration, to next: AsyncStream<Void>.Continuation) async throws {
        while true {
            try await Task.sleep(for: interval)
            next.yield()
        }
    }

    private static func frame(_ picture: RunningTurns.Picture?) throws -> ByteBuffer {
        guard let picture else { return ByteBuffer(string: "event: ping\ndata: {}\n\n") }
        let feed = Feed(running: picture.turns.map { Feed.Turn(turn: $0.id, conversation: $0.conversation) })
        var frame = ByteBuffer(string: "event: turns\ndata: ")
        frame.writeImmutableBuffer(try JSONResponse.bytes(feed))
        frame.writeString("\n\n")
        return frame
    }
}
