internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Turns

/// Makes the response that streams a turn to a reader: first connect, resume and second tab alike.
struct StreamResponder: Sendable {
    let timing: StreamTiming
    let ledger: StreamLedger
    let metrics: ServerMetrics

    /// A place for one more stream of a client. Taken before a question is accepted, so that what is refused costs no model.
    /// - Throws: ``Problem`` with `rate-limited` when the client has too many streams open.
    func admit(_ client: Client) throws(Problem) -> StreamTicket {
        let network = client.network
        try ledger.enter(network)
        return StreamTicket(client: network, ledger: ledger)
    }

    /// A response that goes on after `position` in the words of `dialect`, in the place that `ticket` stands for.
    @inline(never)
    func response(
        to request: Request,
        context: KayaRequestContext,
        turn: LiveTurn,
        after position: Int,
        dialect: any FrameDialect,
        ticket: StreamTicket
    ) -> Response {
        let assignment = StreamAssignment(
            channel: context.channel,
            reader: TurnReader(turn: turn, visitor: context.client.visitor),
            position: position,
            dialect: dialect,
            timing: timing)
        let report = StreamReport(
            context.requestID, method: request.method, route: context.endpointPath, turn: turn.id,
            logger: context.logger, ticket: ticket, identity: context.identity, metrics: metrics)
        StreamSink.prepare(context.channel)
        let body = ResponseBody { writer in
            report.begin()
            let outcome = await StreamWriter.run(assignment)
            report.end(outcome)
            // Throwing closes the connection, which is all that can still be said to a reader that is gone.
            guard outcome == .complete else { throw CancellationError() }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: StreamHeaders.fields(turn: turn.id), body: body)
    }
}
