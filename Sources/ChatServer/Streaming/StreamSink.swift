internal import NIOCore
internal import NIOHTTP1

/// Sits below the HTTP encoder of a connection (above TLS) and lets a stream write its ready bytes there.
///
/// It also sees what only the connection knows: that it became writable again, and that its reader has left. A reader
/// that closes its sending half has left, too: browsers and proxies do that only when they go.
///
/// A flush from above waits until the event loop has done what it was about to do anyway, so that a response's head
/// leaves with the first frames and its end with the last ones. What a stream writes in between never waits.
final class StreamSink: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Any
    typealias OutboundOut = ByteBuffer

    /// Who writes through the sink; one at a time, as responses follow each other on a connection.
    var occupant: (any StreamSinkOccupant)?
    private var context: ChannelHandlerContext?
    private var hasReaderLeft = false
    private var owesFlush = false
    private let framing: FrameBuffer.Framing
    /// A stream of HTTP/2 is closed on the sending side as soon as its request is complete; that is no leaving.
    private let countsInputClosed: Bool

    private init(framing: FrameBuffer.Framing, countsInputClosed: Bool) {
        self.framing = framing
        self.countsInputClosed = countsInputClosed
    }

    /// The sink of a channel, put in place at the first call. Call on the channel's event loop.
    ///
    /// - Returns: The sink, and how bytes written through it are to be framed.
    static func install(in channel: any Channel) throws -> (sink: StreamSink, framing: FrameBuffer.Framing) {
        let pipeline = channel.pipeline.syncOperations
        if let context = try? pipeline.context(handlerType: StreamSink.self),  // absent at the first stream
            let sink = context.handler as? StreamSink
        {
            return (sink, sink.framing)
        }
        if let encoder = try? pipeline.handler(type: HTTPResponseEncoder.self) {  // absent in HTTP/2
            let isHTTP10 = (try? pipeline.context(handlerType: HTTP10Responses.self)) != nil  // absent in HTTP/1.1
            let sink = StreamSink(framing: isHTTP10 ? .plain : .chunk, countsInputClosed: true)
            try pipeline.addHandler(sink, position: .before(encoder))
            return (sink, sink.framing)
        }
        let sink = StreamSink(framing: .plain, countsInputClosed: false)
        try pipeline.addHandler(sink, position: .first)
        return (sink, sink.framing)
    }

    /// Puts the sink of a channel in place before the response's head is written, where that needs no hop; otherwise,
    /// and where it fails, it is put in place with the first frames.
    static func prepare(_ channel: any Channel) {
        guard channel.eventLoop.inEventLoop else { return }
        _ = try? install(in: channel)  // a closed connection takes no handlers; the writer finds that out, too
    }

    /// Whether the reader left before anybody occupied the sink.
    var isAbandoned: Bool { hasReaderLeft }

    /// Writes bytes towards the socket, without passing the HTTP encoder.
    func write(_ bytes: ByteBuffer) {
        context?.write(wrapOutboundOut(bytes), promise: nil)
    }

    /// Sends what was written.
    func flush() {
        owesFlush = false
        context?.flush()
    }

    /// Sends what was written after the event loop has run what is queued now, and what that queues: the model is asked
    /// before a reader is told that its question was heard.
    func flushSoon() {
        guard !owesFlush, let context else { return }
        owesFlush = true
        let eventLoop = context.eventLoop.assumeIsolated()
        eventLoop.execute { eventLoop.execute { self.payFlush() } }
    }

    private func payFlush() {
        if owesFlush { flush() }
    }

    func flush(context: ChannelHandlerContext) {
        flushSoon()
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        payFlush()
        context.close(mode: mode, promise: promise)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        hasReaderLeft = !context.channel.isActive
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        payFlush()
        self.context = nil
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { occupant?.sinkBecameWritable() }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        readerLeft()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if countsInputClosed, event as? ChannelEvent == .inputClosed { readerLeft() }
        context.fireUserInboundEventTriggered(event)
    }

    private func readerLeft() {
        hasReaderLeft = true
        occupant?.readerLeft()
    }
}

/// What a connection tells whoever writes through its ``StreamSink``, on its event loop.
protocol StreamSinkOccupant: AnyObject {
    /// The socket takes bytes again.
    func sinkBecameWritable()
    /// The reader is gone; nothing that is written arrives any more.
    func readerLeft()
}
