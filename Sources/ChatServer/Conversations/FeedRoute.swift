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

    /// What is written next.
    private enum Item: Sendable {
        case picture(RunningTurns.Picture)
        case heartbeat
    }

    func add(to router: Router<KayaRequestContext>) {
        router.get("/api/feed") { _, context in try feed(context) }
    }

    private func feed(_ context: KayaRequestContext) throws -> Response {
        guard let owner = context.owner else { throw Problem(.notFound) }
        let ticket = try responder.admit(context.client)
        let identity = context.identity
        let body = ResponseBody { writer in
            defer {
                // Held until here, because what ends the credential ends only what holds it.
                withExtendedLifetime(identity) {}
                ticket.giveBack()
            }
            let (items, next) = AsyncStream.makeStream(of: Item.self, bufferingPolicy: .bufferingNewest(2))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await Self.pass(running.pictures(of: owner), to: next) }
                group.addTask { try await Self.tick(every: timing.heartbeat, to: next) }
                defer { group.cancelAll() }
                for await item in items { try await writer.write(try Self.frame(item)) }
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: StreamHeaders.fields(turn: nil), body: body)
    }

    /// Passes pictures on as they come; there is nothing to write after the last one.
    private static func pass(
        _ pictures: AsyncStream<RunningTurns.Picture>, to next: AsyncStream<Item>.Continuation
    ) async {
        for await picture in pictures { next.yield(.picture(picture)) }
        next.finish()
    }

    private static func tick(every interval: Duration, to next: AsyncStream<Item>.Continuation) async throws {
        while true {
            try await Task.sleep(for: interval)
            next.yield(.heartbeat)
        }
    }

    private static func frame(_ item: Item) throws -> ByteBuffer {
        guard case .picture(let picture) = item else { return ByteBuffer(string: "event: ping\ndata: {}\n\n") }
        let feed = Feed(running: picture.turns.map { Feed.Turn(turn: $0.id, conversation: $0.conversation) })
        var frame = ByteBuffer(string: "event: turns\ndata: ")
        frame.writeImmutableBuffer(try JSONResponse.bytes(feed))
        frame.writeString("\n\n")
        return frame
    }
}
