internal import NIOCore
internal import NIOSSL
internal import NIOTLS

/// Closes a connection whose TLS handshake is not complete in time, and goes away when it is: behind it, HTTP has times
/// of its own.
///
/// Stands behind the TLS handler, which tells of the handshake.
final class HandshakeWatch: DelayWatch<NIOAny>, RemovableChannelHandler {
    private let patience: ConnectionPatience

    init(_ patience: ConnectionPatience) {
        self.patience = patience
        super.init(patience: patience.handshake, writePatience: patience.write)
    }

    override func handlerAdded(context: ChannelHandlerContext) {
        beginWaiting(context)
        watch(context)
    }

    override func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted(let version) = event {
            if version == "h2" { watchStreams(context) }
            // Whoever is removed passes nothing on any more.
            context.fireUserInboundEventTriggered(event)
            return context.pipeline.syncOperations.removeHandler(self, promise: nil)
        }
        // Nothing was asked yet, so a server that stops need not wait.
        if event is ChannelShouldQuiesceEvent { giveUp(context) }
        context.fireUserInboundEventTriggered(event)
    }

    private func watchStreams(_ context: ChannelHandlerContext) {
        do {
            try context.pipeline.syncOperations.addHandler(StreamlessWatch(patience), position: .before(self))
        } catch {
            context.fireErrorCaught(error)
        }
    }

    /// Closes the socket: without a handshake there is no farewell in TLS.
    override func giveUp(_ context: ChannelHandlerContext) {
        do {
            try context.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self).close(promise: nil)
        } catch {
            context.close(promise: nil)
        }
    }
}
