internal import NIOCore
internal import NIOHTTP1

/// Answers a client of HTTP/1.0, such as nginx with its defaults, in HTTP/1.0: a body without chunks that ends with the
/// connection (RFC 9112 §6.3, §9.3).
///
/// The first request of a connection tells; where it is of HTTP/1.1 or later, the handler goes away.
final class HTTP10Responses: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var request) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        guard request.version == .http1_0 || request.version == .http0_9 else {
            context.fireChannelRead(data)
            return context.pipeline.syncOperations.removeHandler(self, promise: nil)
        }
        // Whoever answers closes the connection when it reads this.
        request.headers.replaceOrAdd(name: "Connection", value: "close")
        context.fireChannelRead(wrapInboundOut(.head(request)))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var response) = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        response.version = .http1_0
        response.headers.replaceOrAdd(name: "Connection", value: "close")
        context.write(wrapOutboundOut(.head(response)), promise: promise)
    }
}
