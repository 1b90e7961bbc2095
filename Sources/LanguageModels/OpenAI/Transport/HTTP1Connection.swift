import NIOCore

/// A connection to a model server and the channel handler at the end of its pipeline: carries one exchange at a time.
///
/// Confined to its event loop. Bytes are parsed where they were read and handed on as slices.
final class HTTP1Connection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        /// TCP or TLS is not ready.
        case opening
        case idle
        case exchanging(TransportExchange)
        /// The receiver had enough; the rest is read away.
        case draining
        case closed
    }

    let origin: TransportOrigin
    private let pool: EventLoopConnectionPool
    private let isReadyWhenActive: Bool
    private var phase = Phase.opening
    private var context: ChannelHandlerContext?
    private var decoder = HTTP1ResponseDecoder()
    /// The response is over, but the read that brought its end is not.
    private var hasResponseEnded = false
    private var hasLeftover = false
    private var wasUsedBefore = false
    private var failure: (any Error)?
    private var drainTimer: Scheduled<Void>?
    private var openingCallback: ((Result<Void, any Error>) -> Void)?
    private var openingResult: Result<Void, any Error>?

    init(origin: TransportOrigin, pool: EventLoopConnectionPool) {
        self.origin = origin
        self.pool = pool
        isReadyWhenActive = !origin.isSecure
    }

    /// Calls back when TCP and TLS are ready or have failed, at once if that is known.
    func whenOpen(_ callback: @escaping (Result<Void, any Error>) -> Void) {
        if let openingResult { callback(openingResult) } else { openingCallback = callback }
    }

    /// Sends the request of an exchange; the connection must be ready and idle.
    func begin(_ exchange: TransportExchange) {
        guard let context, context.channel.isActive else {
            return exchange.finish(.failure(TransportError(.cut, "The connection is gone.")))
        }
        decoder = HTTP1ResponseDecoder()
        hasResponseEnded = false
        hasLeftover = false
        phase = .exchanging(exchange)
        exchange.carried(by: self)
        guard exchange.announceConnection() else {
            exchange.finish(.success(()))
            return close()
        }
        context.write(wrapOutboundOut(exchange.head), promise: nil)
        context.writeAndFlush(wrapOutboundOut(exchange.body), promise: nil)
    }

    /// Closes the channel; what still comes is ignored.
    func close() {
        phase = .closed
        drainTimer?.cancel()
        drainTimer = nil
        pool.connectionWithdrawn(self)
        context?.close(promise: nil)
    }

    /// Closes the channel and cuts the exchange it carries.
    func shutDown() {
        if case .exchanging(let exchange) = phase {
            exchange.finish(.failure(TransportError(.cut, "The transport was shut down.")))
        }
        close()
    }

    // MARK: Channel events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive, isReadyWhenActive { opened(.success(())) }
    }

    func channelActive(context: ChannelHandlerContext) {
        if isReadyWhenActive { opened(.success(())) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if TLSHandshake.isCompleted(event) { opened(.success(())) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        switch phase {
        case .exchanging, .draining: consume(&bytes)
        case .idle: close()
        case .opening, .closed: break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if case .exchanging(let exchange) = phase { obey(exchange.completeBatch(), of: exchange) }
        if hasResponseEnded { completeResponse() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        failure = failure ?? error
        opened(.failure(error))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        ended()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        ended()
        self.context = nil
    }

    // MARK: The response

    private func consume(_ bytes: inout ByteBuffer) {
        do {
            while true {
                if hasResponseEnded {
                    hasLeftover = hasLeftover || bytes.readableBytes > 0
                    return
                }
                switch try decoder.next(&bytes) {
                case .head(let head):
                    deliver(.head(TransportResponseHead(status: head.status, headers: head.headers)))
                case .bytes(let slice): deliver(.body(slice))
                case .end: hasResponseEnded = true
                case .needsMore: return
                }
            }
        } catch {
            if case .exchanging(let exchange) = phase { fail(exchange, error) }
            close()
        }
    }

    private func deliver(_ event: TransportEvent) {
        guard case .exchanging(let exchange) = phase else { return }
        obey(exchange.deliver(event), of: exchange)
    }

    private func obey(_ directive: TransportDirective, of exchange: TransportExchange) {
        switch directive {
        case .proceed, .proceedUntil: break
        case .stop: stopReceiving(exchange)
        case .abandon:
            exchange.finish(.success(()))
            close()
        }
    }

    private func stopReceiving(_ exchange: TransportExchange) {
        exchange.finish(.success(()))
        guard hasResponseEnded || decoder.isPersistent, exchange.drainTimeout > .zero, let context else {
            return close()
        }
        phase = .draining
        drainTimer = context.eventLoop.assumeIsolated().scheduleTask(in: exchange.drainTimeout) { self.close() }
    }

    private func completeResponse() {
        hasResponseEnded = false
        drainTimer?.cancel()
        drainTimer = nil
        let exchange: TransportExchange?
        switch phase {
        case .exchanging(let current): exchange = current
        case .draining: exchange = nil
        case .opening, .idle, .closed: return
        }
        if decoder.isPersistent, !hasLeftover, failure == nil, context?.channel.isActive == true {
            phase = .idle
            wasUsedBefore = true
            pool.connectionReleased(self, keepAliveSeconds: decoder.keepAliveSeconds)
        } else {
            close()
        }
        exchange?.finish(.success(()))
    }

    /// The channel is no more.
    private func ended() {
        pool.connectionClosed(self)
        opened(.failure(failure ?? ChannelError.eof))
        if hasResponseEnded { return channelEndedAfterResponse() }
        guard case .exchanging(let exchange) = phase else {
            phase = .closed
            return
        }
        phase = .closed
        if failure == nil, decoder.mayEndHere {
            _ = exchange.completeBatch()
            exchange.finish(.success(()))
        } else if wasUsedBefore, !decoder.hasBegun, !exchange.wasRetried {
            exchange.wasRetried = true
            pool.start(exchange)
        } else {
            fail(exchange, TransportError(.cut, "The connection ended before the response did.", cause: failure))
        }
    }

    private func fail(_ exchange: TransportExchange, _ error: any Error) {
        _ = exchange.completeBatch()
        exchange.finish(.failure(error))
    }

    private func channelEndedAfterResponse() {
        if case .exchanging(let exchange) = phase { _ = exchange.completeBatch() }
        completeResponse()
    }

    private func opened(_ result: Result<Void, any Error>) {
        guard openingResult == nil else { return }
        openingResult = result
        if case .success = result { phase = .idle }
        openingCallback?(result)
        openingCallback = nil
    }
}

extension HTTP1Connection: TransportExchangeCarrier {
    func exchangeCancelled() {
        close()
    }
}
