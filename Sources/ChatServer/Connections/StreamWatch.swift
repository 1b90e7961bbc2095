internal import NIOCore
internal import NIOHTTPTypes

/// Closes a stream of HTTP/2 whose request does not end, or that takes nothing of its answer, and tells the connection
/// that the stream is there.
///
/// It sees no answers, so that their texts have one handler less to pass: a request's time counts from its head.
final class StreamWatch: DelayWatch<HTTPRequestPart> {
    private var connection: StreamlessWatch?

    init(_ patience: ConnectionPatience) {
        super.init(patience: patience.requestEnd, writePatience: patience.write)
    }

    override func handlerAdded(context: ChannelHandlerContext) {
        // Absent on a connection that has ended.
        connection = try? context.channel.parent?.pipeline.syncOperations.handler(type: StreamlessWatch.self)
        connection?.streamOpened()
    }

    override func handlerRemoved(context: ChannelHandlerContext) {
        connection?.streamClosed()
        connection = nil
        super.handlerRemoved(context: context)
    }

    override func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: beginWaiting(context)
        case .body: break
        case .end: endWaiting()
        }
        context.fireChannelRead(data)
    }
}
