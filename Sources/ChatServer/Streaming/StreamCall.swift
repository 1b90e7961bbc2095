internal import Dialogue
internal import Hummingbird
internal import Turns

/// A request for a stream, and the words it is to be streamed in.
///
/// On the heap, so that each call that has not returned holds a reference and not all of it.
final class StreamCall: Sendable {
    let request: Request
    let context: KayaRequestContext
    let dialect: any FrameDialect
    private let responder: StreamResponder

    @inline(never)
    init(
        _ request: Request, _ context: KayaRequestContext, dialect: any FrameDialect, _ responder: StreamResponder
    ) {
        self.request = request
        self.context = context
        self.dialect = dialect
        self.responder = responder
    }

    /// Whether a browser's `EventSource` asks, which can read nothing but a stream.
    var isEventSource: Bool { EventSourceRequest.isNative(request) }

    /// An error in the form that an `EventSource` can read.
    /// - Throws: The error, if none asks or it is no problem.
    @inline(never)
    func eventSourceResponse(to error: any Error) throws -> Response {
        guard let problem = error as? Problem, isEventSource else { throw error }
        return ProblemResponse.makeStream(problem, status: .ok, context: context)
    }

    /// A place among the client's streams.
    /// - Throws: ``Problem`` with `rate-limited`.
    func admit() throws -> StreamTicket {
        try responder.admit(context.client)
    }

    /// The response that streams a turn after a position.
    func response(_ turn: LiveTurn, after position: Int, ticket: StreamTicket) -> Response {
        responder.response(
            to: request, context: context, turn: turn, after: position, dialect: dialect, ticket: ticket)
    }
}
