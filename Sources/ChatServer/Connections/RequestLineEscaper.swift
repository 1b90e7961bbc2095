internal import NIOCore
internal import NIOHTTP1

/// Percent-encodes what is not ASCII in a connection's first request line, so that
/// `curl 'http://localhost:8080/chat/stream?q=Ich+möchte…'`, which sends the bytes as they were typed, is understood.
///
/// The parser behind it knows RFC 9112 only and would close the connection without a word. Browsers and libraries
/// encode by themselves, so later requests of a connection are left alone; where they begin only the parser knows.
/// Nothing is held back: the line's bound is the parser's.
final class RequestLineEscaper: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var isInLine = true

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard isInLine else { return context.fireChannelRead(data) }
        let bytes = unwrapInboundIn(data).readableBytesView
        let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        isInLine = end == bytes.endIndex
        if bytes[..<end].contains(where: { $0 >= 0x80 }) {
            var escaped = context.channel.allocator.buffer(capacity: bytes.count + 2 * (end - bytes.startIndex))
            for byte in bytes[..<end] { escaped.write(escaping: byte) }
            escaped.writeBytes(bytes[end...])
            context.fireChannelRead(wrapInboundOut(escaped))
        } else {
            context.fireChannelRead(data)
        }
        if !isInLine { context.pipeline.syncOperations.removeHandler(self, promise: nil) }
    }
}

extension ByteBuffer {
    /// Writes a byte of a URL (RFC 3986 §2.1).
    fileprivate mutating func write(escaping byte: UInt8) {
        guard byte >= 0x80 else {
            _ = writeInteger(byte)
            return
        }
        writeInteger(UInt8(ascii: "%"))
        for digit in [byte >> 4, byte & 15] { writeInteger(digit < 10 ? 0x30 + digit : 0x37 + digit) }
    }
}
