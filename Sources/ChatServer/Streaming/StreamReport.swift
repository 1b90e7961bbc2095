internal import Dialogue
internal import HTTPTypes
internal import Logging

/// What is told of one stream when it ends: its place is given back, it is counted, and its line is logged.
final class StreamReport: Sendable {
    private let requestID: String
    private let method: HTTPRequest.Method
    private let route: String?
    private let turn: TurnID
    private let logger: Logger
    private let ticket: StreamTicket
    /// Kept for as long as the stream runs, so that it ends with its credential.
    private let identity: RequestIdentity?
    private let metrics: ServerMetrics
    private let start = ContinuousClock.now

    init(
        _ requestID: String, method: HTTPRequest.Method, route: String?, turn: TurnID, logger: Logger,
        ticket: StreamTicket, identity: RequestIdentity?, metrics: ServerMetrics
    ) {
        self.requestID = requestID
        self.method = method
        self.route = route
        self.turn = turn
        self.logger = logger
        self.ticket = ticket
        self.identity = identity
        self.metrics = metrics
    }

    /// The response's body begins.
    func begin() {
        metrics.streamOpened()
    }

    /// The stream has ended.
    @inline(never)
    func end(_ outcome: StreamWriter.Outcome) {
        ticket.giveBack()
        metrics.streamEnded(outcome)
        guard logger.logLevel <= .info else { return }
        var metadata = AccessLog.metadata(
            requestID, method: method, route: route, status: .ok, duration: start.duration(to: .now))
        metadata["turn.id"] = .stringConvertible(turn)
        metadata["stream.outcome"] = .string(outcome.rawValue)
        logger.info("stream", metadata: metadata)
    }
}
