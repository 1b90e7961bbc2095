internal import NIOCore

/// Closes a connection of HTTP/2 that has had no stream for too long, or that takes nothing of what its streams write.
///
/// Hummingbird tells an idle connection to go and waits until it does; this one does not wait for ever. A connection with
/// a stream is left alone, however silent it is.
final class StreamlessWatch: DelayWatch<NIOAny> {
    private var streams = 0
    private var context: ChannelHandlerContext?

    init(_ patience: ConnectionPatience) {
        super.init(patience: patience.nextStream, writePatience: patience.write)
    }

    func streamOpened() {
        streams += 1
        endWaiting()
    }

    func streamClosed() {
        streams -= 1
        guard streams == 0, let context else { return }
        beginWaiting(context)
        watch(context)
    }

    override func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        beginWaiting(context)
        watch(context)
    }

    override func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        super.handlerRemoved(context: context)
    }
}
