import NIOCore
import NIOPosix
import NIOSSL

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// One accepted connection of a ``ModelServer``: follows its script on its event loop.
final class ModelServerConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        case running
        case awaitingRequest
        case awaitingBytes(Int)
        /// A write or a gate will set it running again.
        case suspended
        case holding
        case over
    }

    private let number: Int
    private let log: ModelServerLog
    private var cursor: ModelServerScriptCursor
    private var parser: ModelServerRequestParser
    private var phase = Phase.suspended
    private var context: ChannelHandlerContext?
    private var request: ModelServer.Request?
    private var wasClosedByScript = false

    init(number: Int, script: ModelServer.Script, log: ModelServerLog) {
        self.number = number
        self.log = log
        cursor = ModelServerScriptCursor(script)
        parser = ModelServerRequestParser(connection: number)
    }

    // MARK: Channel events

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        run()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        parser.append(unwrapInboundIn(data).readableBytesView)
        switch phase {
        case .awaitingRequest: expectRequest()
        case .awaitingBytes(let count): expectBytes(count)
        case .running, .suspended, .holding, .over: return
        }
        if case .running = phase { run() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        phase = .over
        self.context = nil
        log.closed(number, byClient: !wasClosedByScript)
    }

    // MARK: The script

    private func run() {
        if case .over = phase { return }
        phase = .running
        while case .running = phase { perform(cursor.next() ?? .close) }
    }

    private func perform(_ step: ModelServer.Step) {
        switch step {
        case .expectRequest: expectRequest()
        case .expectBytes(let count): expectBytes(count)
        case .answer(let script): if let request { cursor.enter(script(request)) }
        case .send(let bytes): send([bytes][...])
        case .sendSlowly(let bytes, let indices): send(Self.pieces(of: bytes, splitAt: indices)[...])
        case .wait(let gate): wait(for: gate)
        case .note(let text): log.record(.noted(text, connection: number))
        case .close: close { $0.close(promise: nil) }
        case .cut: close { $0.closeTransport() }
        case .reset: close { $0.resetTransport() }
        case .hold: phase = .holding
        case .repeat: break
        }
    }

    private func expectRequest() {
        guard let next = parser.next() else {
            phase = .awaitingRequest
            return
        }
        request = next
        phase = .running
        log.record(.requestReceived(next))
    }

    private func expectBytes(_ count: Int) {
        phase = parser.take(count) ? .running : .awaitingBytes(count)
    }

    private func wait(for gate: ModelServer.Gate) {
        guard let context else { return }
        phase = .suspended
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        gate.whenOpen { bound.eventLoop.execute { bound.value.run() } }
    }

    private func close(_ close: (ChannelHandlerContext) -> Void) {
        phase = .over
        wasClosedByScript = true
        if let context { close(context) }
    }

    // MARK: Writing

    /// Writes the first piece, and the others as the client reads.
    private func send(_ pieces: ArraySlice<[UInt8]>) {
        guard let context, let piece = pieces.first else { return }
        phase = .suspended
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenSuccess { self.sent(rest: pieces.dropFirst()) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: piece)), promise: written)
    }

    private func sent(rest: ArraySlice<[UInt8]>, pause: TimeAmount = .microseconds(50)) {
        guard let context else { return }
        let loop = context.eventLoop.assumeIsolated()
        if rest.isEmpty {
            // Not at once: an endless repetition would never return.
            loop.execute { self.run() }
        } else if LoopbackPeer.hasUnreadBytes(of: context.channel) {
            loop.scheduleTask(in: pause) { self.sent(rest: rest, pause: min(pause * 2, .milliseconds(2))) }
        } else {
            send(rest)
        }
    }

    private static func pieces(of bytes: [UInt8], splitAt indices: [Int]) -> [[UInt8]] {
        let bounds = [0] + indices.filter { bytes.indices.dropFirst().contains($0) }.sorted() + [bytes.count]
        return zip(bounds, bounds.dropFirst()).filter { $0 < $1 }.map { Array(bytes[$0..<$1]) }
    }
}

extension ChannelHandlerContext {
    /// Closes TCP; TLS, if any, is not told.
    fileprivate func closeTransport() {
        do {
            try channel.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self).close(promise: nil)
        } catch {
            close(promise: nil)  // there is no TLS
        }
    }

    /// Closes TCP by a reset instead of an end.
    fileprivate func resetTransport() {
        guard let socket = channel as? any SocketOptionProvider else { return closeTransport() }
        socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).assumeIsolated().whenComplete { _ in self.closeTransport() }
    }
}
