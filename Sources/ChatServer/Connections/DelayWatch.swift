internal import NIOCore

/// Closes a channel whose other side keeps it waiting: for something that a subclass knows, or for its socket to take
/// more of what was written.
///
/// Costs nothing while nothing is waited for, and nothing per write. There is one timer at most, and it is not moved when
/// a wait ends in time: it looks when it fires.
class DelayWatch<InboundIn>: ChannelInboundHandler {
    private let patience: TimeAmount
    private let writePatience: TimeAmount
    private var waitEnd = NIODeadline.distantFuture
    private var writeEnd = NIODeadline.distantFuture
    private var timerEnd = NIODeadline.distantFuture
    private var timer: Scheduled<Void>?

    init(patience: TimeAmount, writePatience: TimeAmount) {
        self.patience = patience
        self.writePatience = writePatience
    }

    // MARK: What a subclass calls

    /// What is waited for has to come within `patience` from now on.
    final func beginWaiting(_ context: ChannelHandlerContext) {
        waitEnd = context.eventLoop.now + patience
    }

    /// What was waited for has come.
    final func endWaiting() {
        waitEnd = .distantFuture
    }

    /// Sets the timer for what is waited for. Not called between the begin and the end of what comes in one read.
    final func watch(_ context: ChannelHandlerContext) {
        let end = min(waitEnd, writeEnd)
        guard end < timerEnd else { return }
        timer?.cancel()
        timerEnd = end
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: end) { self.timerFired(context) }
    }

    private func timerFired(_ context: ChannelHandlerContext) {
        timer = nil
        timerEnd = .distantFuture
        guard min(waitEnd, writeEnd) <= context.eventLoop.now else { return watch(context) }
        endWaiting()
        writeEnd = .distantFuture
        giveUp(context)
    }

    // MARK: What a subclass changes

    /// Closes the channel.
    func giveUp(_ context: ChannelHandlerContext) {
        context.close(promise: nil)
    }

    // A subclass can replace only what is declared here.

    func handlerAdded(context: ChannelHandlerContext) {}

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        watch(context)
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        context.fireUserInboundEventTriggered(event)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        // Below, a stream may have filled the socket again already: also then it did take something.
        writeEnd = context.channel.isWritable ? .distantFuture : context.eventLoop.now + writePatience
        watch(context)
        context.fireChannelWritabilityChanged()
    }
}
