import NIOCore
import NIOPosix
import NIOSSL

/// One attempt to open a connection for an exchange: name look-up, TCP, TLS, under one timeout.
///
/// Confined to its event loop. Cancelling closes every socket it has opened, whichever stage it is in.
final class ConnectionAttempt {
    private let exchange: TransportExchange
    private let pool: EventLoopConnectionPool
    private let timeout: Duration
    private var punctuality: TimerPunctuality
    private var channels: [any Channel] = []
    private var timer: Scheduled<Void>?
    private var isOver = false

    init(for exchange: TransportExchange, in pool: EventLoopConnectionPool, timeout: Duration) {
        self.exchange = exchange
        self.pool = pool
        self.timeout = timeout
        punctuality = TimerPunctuality(due: .now + timeout, interval: pool.tickInterval)
    }

    func start() {
        exchange.carried(by: self)
        scheduleTimer(in: timeout)
        do {
            try connect().assumeIsolated().whenComplete { result in
                switch result {
                case .success(let channel): self.connected(channel)
                case .failure(let error): self.fail(Self.transportError(error))
                }
            }
        } catch {
            fail(Self.transportError(error))
        }
    }

    /// The pool closes: give up.
    func shutDown() {
        fail(TransportError(.unreachable, "The transport is shut down."))
    }

    private func scheduleTimer(in time: Duration) {
        timer = pool.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(time)) {
            switch self.punctuality.fired(at: .now) {
            case .judge:
                self.fail(TransportError(.connectTimeout, "No connection to \(self.exchange.origin.host) in time."))
            case .readFirst:
                self.scheduleTimer(in: self.pool.tickInterval)
            }
        }
    }

    private func connect() throws -> EventLoopFuture<any Channel> {
        let bound = NIOLoopBound(self, eventLoop: pool.eventLoop)
        let bootstrap = ClientBootstrap(group: pool.eventLoop)
            .connectTimeout(.hours(24))  // the timer decides, which can tell a pause from a slow server
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try bound.value.initialize(channel) }
            }
        let origin = exchange.origin
        guard IPAddressBytes(origin.host) != nil else {
            return bootstrap.connect(host: origin.host, port: origin.port)
        }
        return bootstrap.connect(to: try SocketAddress(ipAddress: origin.host, port: origin.port))
    }

    private func initialize(_ channel: any Channel) throws {
        if isOver { throw CancellationError() }
        channels.append(channel)
        try channel.syncOptions?.setOption(
            .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 1024, maximum: 65536))
        let origin = exchange.origin
        if origin.isSecure {
            // SNI carries names only; an address is verified as the one connected to.
            let name = IPAddressBytes(origin.host) == nil ? origin.host : nil
            let handler = try NIOSSLClientHandler(context: pool.sslContext, serverHostname: name)
            try channel.pipeline.syncOperations.addHandler(handler)
        }
        try channel.pipeline.syncOperations.addHandler(HTTP1Connection(origin: origin, pool: pool))
    }

    private func connected(_ channel: any Channel) {
        if isOver { return channel.close(promise: nil) }
        do {
            let connection = try channel.pipeline.syncOperations.handler(type: HTTP1Connection.self)
            connection.whenOpen { result in
                switch result {
                case .success: self.succeed(connection)
                case .failure(let error): self.fail(Self.transportError(error))
                }
            }
        } catch {
            fail(Self.transportError(error))
        }
    }

    private func succeed(_ connection: HTTP1Connection) {
        if isOver { return connection.close() }
        end()
        pool.attemptSucceeded(self, connection)
        connection.begin(exchange)
    }

    private func fail(_ error: TransportError) {
        if isOver { return }
        abandon()
        exchange.finish(.failure(error))
    }

    private func abandon() {
        end()
        for channel in channels { channel.close(promise: nil) }
        channels = []
        pool.attemptFailed(self, of: exchange.origin)
    }

    private func end() {
        isOver = true
        timer?.cancel()
        timer = nil
    }

    private static func transportError(_ error: any Error) -> TransportError {
        if case ChannelError.connectTimeout = error {
            return TransportError(.connectTimeout, "The connection could not be made in time.", cause: error)
        }
        return TransportError(.unreachable, "The connection could not be made.", cause: error)
    }
}

extension ConnectionAttempt: TransportExchangeCarrier {
    func exchangeCancelled() {
        if !isOver { abandon() }
    }
}
