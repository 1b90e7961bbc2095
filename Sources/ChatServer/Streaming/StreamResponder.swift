internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Turns

/// Makes the response that streams a turn to a reader: first connect, resume and second tab alike.
struct StreamResponder: Sendable {
    let timing: StreamTiming
    let ledger: StreamLedger
    let metrics: ServerMetrics

    /// A place for one more stream of a client. Taken before a question is accepted, so that what is refused costs no model.
    /// - Throws: ``Problem`` with `rate-limited` when the client has too many streams open.
    func admit(_ client: Client) throws(Problem) -> StreamTicket {
        try ledger.enter(client.address)
        return StreamTicket(client: client.address, ledger: ledger)
    }

    /// A response that goes on after `position` in the words of `dialect`, in the place that `ticket` stands for.
    func response(
        to request: Request,
        context: KayaRequestContext,
        turn: LiveTurn,
        after position: Int,
        dialect: any FrameDialect,
        ticket: StreamTicket
    ) -> Response {
        let reader = TurnReader(turn: turn, visitor: context.client.visitor)
        let start = ContinuousClock.now
        let route = context.endpointPath
        let body = ResponseBody { writer in
            defer { ticket.giveBack() }
            metrics.streamOpened()
            var outcome = StreamWriter.Outcome.readerLeft
            defer {
                metrics.streamEnded(outcome)
                var metadata = AccessLog.metadata(
                    request: request, route: route, status: .ok, duration: start.duration(to: .now))
                metadata["turn.id"] = .stringConvertible(turn.id)
                metadata["stream.outcome"] = .string(outcome.rawValue)
                context.logger.info("stream", metadata: metadata)
            }
            outcome = try await StreamWriter.run(
                on: context.channel, reader: reader, after: reader.start(after: position), dialect: dialect,
                timing: timing)
            // Throwing closes the connection, which is all that can still be said to a reader that is gone.
            guard outcome == .complete else { throw CancellationError() }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: StreamHeaders.fields(turn: turn.id), body: body)
    }
}
