import NIOCore
import NIOEmbedded
import Testing

@testable import ChatServer

@Suite("Raw characters in a request line")
struct RequestLineEscaperTests {
    @Test("They are percent-encoded in the first line and nowhere else, however the bytes are cut")
    func everyCut() throws {
        let sent = Array("GET /?q=für🚗+%C3 HTTP/1.1\r\nX: ä\r\n\r\nGET /ö HTTP/1.1\r\n\r\n".utf8)
        let expected = "GET /?q=f%C3%BCr%F0%9F%9A%97+%C3 HTTP/1.1\r\nX: ä\r\n\r\nGET /ö HTTP/1.1\r\n\r\n"
        #expect(try joined([sent]) == Array(expected.utf8))
        for cut in 1..<sent.count {
            let pieces = [Array(sent[..<cut]), Array(sent[cut...])]
            #expect(try joined(pieces) == Array(expected.utf8))
        }
        #expect(try joined(sent.map { [$0] }) == Array(expected.utf8))
    }

    private func joined(_ pieces: [[UInt8]]) throws -> [UInt8] {
        let channel = EmbeddedChannel(handler: RequestLineEscaper())
        var bytes: [UInt8] = []
        for piece in pieces {
            try channel.writeInbound(ByteBuffer(bytes: piece))
            while let buffer = try channel.readInbound(as: ByteBuffer.self) { bytes += buffer.readableBytesView }
        }
        return bytes
    }
}
