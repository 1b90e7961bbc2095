internal import NIOCore
internal import NIOHTTP1

/// Sets up a new connection and goes away: puts a ``RequestLineEscaper`` in front of the parser and ``HTTP10Responses``
/// behind it, and makes the buffer for its reads as small as requests are; it grows with what comes.
final class ConnectionSetup: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        // A stream of HTTP/2 has no such parser, no reads of its own, and its paths need no help.
        if let parser = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self) {
            do {
                try context.channel.syncOptions?.setOption(
                    .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 1024, maximum: 65536))
                try pipeline.addHandler(RequestLineEscaper(), position: .before(parser))
                try pipeline.addHandler(HTTP10Responses(), position: .after(parser))
            } catch {
                context.fireErrorCaught(error)
            }
        }
        pipeline.removeHandler(self, promise: nil)
    }
}
