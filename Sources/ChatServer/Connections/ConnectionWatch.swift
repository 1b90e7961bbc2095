internal import NIOCore
internal import NIOHTTPTypes

/// Closes a connection of HTTP/1.1 whose request has been answered and does not end, or that takes nothing of its
/// answers.
///
/// Until a request and those before it are answered, its route has a time for it, or it may be the server that does not
/// read on.
final class ConnectionWatch: DelayWatch<HTTPRequestPart>, ChannelOutboundHandler {
    typealias OutboundIn = HTTPResponsePart

    private var owedAnswers = 0
    private var isRequestOpen = false

    init(_ patience: ConnectionPatience) {
        super.init(patience: patience.requestEndAfterAnswer, writePatience: patience.write)
    }

    override func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            owedAnswers += 1
            isRequestOpen = true
        case .body: break
        case .end:
            isRequestOpen = false
            endWaiting()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { answered(context) }
        context.write(data, promise: promise)
    }

    private func answered(_ context: ChannelHandlerContext) {
        // A head that cannot be read is answered and was not counted.
        guard owedAnswers > 0 else { return }
        owedAnswers -= 1
        if owedAnswers == 0, isRequestOpen {
            beginWaiting(context)
            watch(context)
        }
    }
}
