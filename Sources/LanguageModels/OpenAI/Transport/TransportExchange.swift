import NIOCore

/// One request and its answer on an event loop, from the call of ``NIOTransport/send(_:receive:)`` until it returns.
///
/// Confined to its event loop; whoever carries it (an attempt to connect, then a connection) is told when it is
/// cancelled.
final class TransportExchange {
    let origin: TransportOrigin
    /// The encoded request head; empty once the response has begun.
    private(set) var head: ByteBuffer
    /// The request's body; empty once the response has begun.
    private(set) var body: ByteBuffer
    let drainTimeout: TimeAmount
    /// Whether it was moved to a fresh connection after a pooled one had gone; that happens once.
    var wasRetried = false
    private(set) var isFinished = false
    private var carrier: (any TransportExchangeCarrier)?
    private var receive: (@Sendable (TransportEvent) -> TransportDirective)?
    private var continuation: CheckedContinuation<Void, any Error>?
    private var wasAnnounced = false
    private var holdsBatch = false
    private var nextTick = NIODeadline.uptimeNanoseconds(0)

    init(
        _ request: consuming TransportRequest,
        receive: @escaping @Sendable (TransportEvent) -> TransportDirective
    ) throws {
        origin = TransportOrigin(request.url)
        head = try request.makeHTTP1Head()
        body = request.body
        drainTimeout = TimeAmount(request.drainTimeout)
        self.receive = receive
    }

    /// Takes the caller's continuation.
    /// - Returns: Whether the exchange should begin; not if it was cancelled before.
    func started(by continuation: CheckedContinuation<Void, any Error>) -> Bool {
        guard !isFinished else {
            continuation.resume(throwing: CancellationError())
            return false
        }
        self.continuation = continuation
        return true
    }

    func carried(by carrier: any TransportExchangeCarrier) {
        self.carrier = carrier
    }

    /// The connection is there. Said to the receiver once, also if the exchange moves to another connection.
    ///
    /// - Returns: Whether the request is to be sent.
    func announceConnection() -> Bool {
        if wasAnnounced { return true }
        wasAnnounced = true
        return wantsMore(after: .connected)
    }

    func deliver(_ event: TransportEvent) -> TransportDirective {
        holdsBatch = true
        if case .head = event {
            head = ByteBuffer()
            body = ByteBuffer()
        }
        return report(event)
    }

    /// The read is drained; says so if it brought anything.
    func completeBatch() -> TransportDirective {
        guard holdsBatch else { return .proceed }
        holdsBatch = false
        return report(.readComplete)
    }

    /// Tells the receiver that time has passed, if it wants to know; it may give up then.
    func tick(_ now: NIODeadline) {
        guard now >= nextTick else { return }
        if !wantsMore(after: .tick) { abandon(.success(())) }
    }

    private func wantsMore(after event: TransportEvent) -> Bool {
        switch report(event) {
        case .proceed, .proceedUntil: true
        case .stop, .abandon: false
        }
    }

    private func report(_ event: TransportEvent) -> TransportDirective {
        guard let receive else { return .proceed }
        let directive = receive(event)
        if case .proceedUntil(let time) = directive { nextTick = .now() + TimeAmount(time) }
        return directive
    }

    /// Lets the caller go on. Later calls do nothing.
    func finish(_ result: Result<Void, any Error>) {
        guard !isFinished else { return }
        isFinished = true
        carrier = nil
        receive = nil
        continuation?.resume(with: result)
        continuation = nil
    }

    /// The caller's task was cancelled, perhaps before ``started(by:)``.
    func cancel() {
        abandon(.failure(CancellationError()))
    }

    private func abandon(_ result: Result<Void, any Error>) {
        guard !isFinished else { return }
        let carrier = carrier
        finish(result)
        carrier?.exchangeCancelled()
    }
}

/// Who works on an exchange at the moment.
protocol TransportExchangeCarrier: AnyObject {
    /// Nobody waits for the exchange any more: close the connection at once.
    func exchangeCancelled()
}
