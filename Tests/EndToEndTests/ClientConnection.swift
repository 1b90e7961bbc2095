import NIOCore
import NIOPosix

/// A TCP connection to a server under test, written and read by the byte.
///
/// It is used by one task. It closes itself after its time limit, so that no test waits for ever.
final class ClientConnection {
    private let channel: any Channel
    private var incoming: AsyncStream<ByteBuffer>.Iterator
    private let limit: Scheduled<Void>

    private init(channel: any Channel, incoming: AsyncStream<ByteBuffer>, limit: Scheduled<Void>) {
        self.channel = channel
        self.incoming = incoming.makeAsyncIterator()
        self.limit = limit
    }

    /// Connects to a port of this machine.
    ///
    /// - Parameters:
    ///   - reads: whether it reads what comes; if not, it is a reader that has stalled.
    ///   - receiveBufferSize: what the kernel may hold for it; the kernel's own choice when nil.
    static func open(
        port: Int, timeLimit: Duration = .seconds(60), reads: Bool = true, receiveBufferSize: Int? = nil
    ) async throws -> ClientConnection {
        let (incoming, arrived) = AsyncStream.makeStream(of: ByteBuffer.self, bufferingPolicy: .unbounded)
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(ChannelOptions.autoRead, value: reads)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Arrivals(arrived))
                }
            }
        if let receiveBufferSize {
            bootstrap = bootstrap.channelOption(
                ChannelOptions.socketOption(.so_rcvbuf), value: SocketOptionValue(receiveBufferSize))
        }
        let channel = try await bootstrap.connect(host: "127.0.0.1", port: port).get()
        let limit = channel.eventLoop.scheduleTask(in: TimeAmount(timeLimit)) { channel.close(promise: nil) }
        return ClientConnection(channel: channel, incoming: incoming, limit: limit)
    }

    /// Sends bytes; what a closed connection does not take is lost.
    func send(_ bytes: some Sequence<UInt8>) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    func send(_ text: String) {
        send(text.utf8)
    }

    /// Sends bytes and waits until the kernel took them; says whether it did.
    func deliver(_ bytes: ByteBuffer) async -> Bool {
        do {
            try await channel.writeAndFlush(bytes).get()
            return true
        } catch {
            return false
        }
    }

    /// What came since the last call; nil once the connection is closed.
    func receive() async -> ByteBuffer? {
        await incoming.next(isolation: #isolation)
    }

    /// Reads to the connection's end.
    func receiveAll() async -> [UInt8] {
        var bytes: [UInt8] = []
        while let buffer = await receive() { bytes += buffer.readableBytesView }
        return bytes
    }

    /// Closes the connection, if it is still open.
    func close() {
        limit.cancel()
        channel.close(promise: nil)
    }
}

/// Hands what arrives on a connection to who waits for it.
private final class Arrivals: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let arrived: AsyncStream<ByteBuffer>.Continuation

    init(_ arrived: AsyncStream<ByteBuffer>.Continuation) {
        self.arrived = arrived
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        arrived.yield(unwrapInboundIn(data))
    }

    func channelInactive(context: ChannelHandlerContext) {
        arrived.finish()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
