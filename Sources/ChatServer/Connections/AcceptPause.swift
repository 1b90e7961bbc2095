internal import Logging
internal import NIOCore

/// Stops accepting connections for a second when the system has no descriptor left for one more.
///
/// NIO keeps listening to a socket whose `accept` failed, and the kernel goes on saying that somebody waits there: without
/// a pause the event loop would ask again at once and for ever. Whoever waits stays in the kernel's queue meanwhile.
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = any Channel

    static let duration = TimeAmount.seconds(1)
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is IOError { pause(context.channel, error) }
        context.fireErrorCaught(error)
    }

    private func pause(_ channel: any Channel, _ error: any Error) {
        logger.error("No connections are accepted for a second", metadata: ["error": "\(error)"])
        channel.setAccepting(false, logger)
        channel.eventLoop.scheduleTask(in: Self.duration) { [logger] in channel.setAccepting(true, logger) }
    }
}
