internal import NIOCore
internal import NIOHTTP1

/// Sets up a new connection, or a new stream of HTTP/2, and goes away.
///
/// Puts a ``RequestLineEscaper`` in front of a connection's parser, ``HTTP10Responses`` and a ``ConnectionWatch`` behind
/// it, and makes the buffer for its reads as small as requests are; it grows with what comes. A stream gets a
/// ``StreamWatch``: it has no such parser, no reads of its own, and its paths need no help.
final class ConnectionSetup: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let patience: ConnectionPatience

    init(_ patience: ConnectionPatience) {
        self.patience = patience
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        do {
            // A stream has none.
            if let parser = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self) {
                try context.channel.syncOptions?.setOption(
                    .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 1024, maximum: 65536))
                try pipeline.addHandler(RequestLineEscaper(), position: .before(parser))
                try pipeline.addHandler(HTTP10Responses(), position: .after(parser))
                try pipeline.addHandler(ConnectionWatch(patience), position: .after(self))
            } else {
                try pipeline.addHandler(StreamWatch(patience), position: .after(self))
            }
        } catch {
            context.fireErrorCaught(error)
        }
        pipeline.removeHandler(self, promise: nil)
    }
}
