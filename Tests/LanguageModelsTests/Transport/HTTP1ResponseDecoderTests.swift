import NIOCore
import Testing

@testable import LanguageModels

@Suite("Reading an HTTP/1.x response")
struct HTTP1ResponseDecoderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var wire: String
        var status = 200
        var headers: [[String]] = []
        var body = ""
        var isPersistent = true
        var rest = ""
        /// Whether the end of the connection is the end of the body.
        var endsWithConnection = false

        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "length",
            wire: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: a b \t\r\nY:\r\n\r\nhello",
            headers: [["Content-Length", "5"], ["X", "a b"], ["Y", ""]], body: "hello"),
        Case(name: "no reason", wire: "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", headers: [["Content-Length", "0"]]),
        Case(
            name: "empty reason", wire: "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n",
            headers: [["Content-Length", "0"]]),
        Case(
            name: "chunks with extensions and trailers",
            wire: "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + "5;a=b\r\nhello\r\n00A ; q=\"x;y\"\r\n, wide wor\r\n2\r\nld\r\n0;z\r\nTrailer: x\r\nMore: y\r\n\r\n",
            headers: [["Transfer-Encoding", "Chunked"]], body: "hello, wide world"),
        Case(
            name: "until close",
            wire: "HTTP/1.1 200 OK\r\n\r\nall of it", body: "all of it", isPersistent: false, endsWithConnection: true),
        Case(
            name: "HTTP/1.0",
            wire: "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", headers: [["Content-Length", "2"]], body: "hi",
            isPersistent: false),
        Case(
            name: "HTTP/1.0 kept alive",
            wire: "HTTP/1.0 200 OK\r\nContent-Length: 2\r\nconnection: Keep-Alive\r\n\r\nhi",
            headers: [["Content-Length", "2"], ["connection", "Keep-Alive"]], body: "hi"),
        Case(
            name: "Connection: close among others",
            wire: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: x , CLOSE\r\n\r\nhi",
            headers: [["Content-Length", "2"], ["Connection", "x , CLOSE"]], body: "hi", isPersistent: false),
        Case(
            name: "informational responses",
            wire: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nContent-Length: 9\r\nLink: a\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
            headers: [["Content-Length", "2"]], body: "hi"),
        Case(name: "no content", wire: "HTTP/1.1 204 No Content\r\n\r\n", status: 204),
        Case(
            name: "not modified has no body",
            wire: "HTTP/1.1 304 X\r\nContent-Length: 5\r\n\r\n", status: 304, headers: [["Content-Length", "5"]]),
        Case(
            name: "what follows is left",
            wire: "HTTP/1.1 429 Slow Down\r\nContent-Length: 2\r\n\r\nhiHTTP", status: 429,
            headers: [["Content-Length", "2"]], body: "hi", rest: "HTTP"),
        Case(
            name: "bytes beyond ASCII in a value",
            wire: "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nX: ü\r\n\r\nx",
            headers: [["Content-Length", "1"], ["X", "ü"]],
            body: "x"),
    ]

    static let malformed: [String] = [
        "SSH-2.0-x\r\n", "HTTP/2 200 OK\r\n", "HTTP/1.2 200 OK\r\n", "HTTP/1.1  200 OK\r\n", "HTTP/1.1 20 OK\r\n",
        "HTTP/1.1 2000 OK\r\n", "HTTP/1.1 099 OK\r\n", "HTTP/1.1 600 OK\r\n", "HTTP/1.1 20a OK\r\n",
        "\r\nHTTP/1.1 200\r\n",
        "http/1.1 200 OK\r\n", "HTTP/1.1 200 OK\n", "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a\n", "HTTP/1.1 200 OK\r\nX: a\r\r\n", "HTTP/1.1 200 OK\r\nX: a\0b\r\n",
        "HTTP/1.1 200 OK\r\nX : a\r\n", "HTTP/1.1 200 OK\r\n: a\r\n", "HTTP/1.1 200 OK\r\nX\r\n",
        "HTTP/1.1 200 OK\r\nX: a\r\n folded\r\n", "HTTP/1.1 200 OK\r\nÜ: a\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: \r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n",
        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    ]

    static let malformedChunks: [String] = [
        "\r\n", ";x\r\n", "g\r\n", "-1\r\n", "+1\r\n", "0x1\r\n", " 1\r\n", "1 \r\n", "1\n", "1\r\r", "1;a\n", "1;a\0",
        "1\r\nab", "1\r\na\n", "1\r\na\rx", "8000000000000000\r\n", "fffffffffffffffff\r\n", "00000000000000001\r\n",
        "0\r\n\n", "0\r\n\rx", "0\r\n X: folded\r\n", "0\r\nX: y\n", "0\r\nX: \0",
    ]

    @Test("A response is the same however it is cut", arguments: cases)
    func anyCut(_ test: Case) throws {
        for pieces in Self.cuts(of: test.wire) {
            let read = try Self.read(pieces)
            #expect(read.status == test.status)
            #expect(read.headers == test.headers)
            #expect(read.body == test.body)
            #expect(read.isPersistent == test.isPersistent)
            #expect(read.rest == test.rest)
            #expect(read.hasEnded == !test.endsWithConnection)
            #expect(read.mayEndHere)
        }
    }

    @Test("An unfinished response may not end there", arguments: cases.filter { !$0.endsWithConnection })
    func unfinished(_ test: Case) throws {
        let wire = Array(test.wire.utf8.dropLast(test.rest.utf8.count))
        for count in 0..<wire.count {
            let read = try Self.read([Array(wire.prefix(count))])
            #expect(!read.mayEndHere && !read.hasEnded, "after \(count) bytes")
        }
    }

    @Test("A malformed head is refused however it is cut", arguments: malformed)
    func malformedHead(_ wire: String) {
        for pieces in Self.cuts(of: wire) {
            #expect(throws: TransportError.self) { try Self.read(pieces) }
        }
    }

    @Test("A malformed chunk is refused however it is cut", arguments: malformedChunks)
    func malformedChunk(_ chunk: String) {
        for pieces in Self.cuts(of: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk) {
            #expect(throws: TransportError.self) { try Self.read(pieces) }
        }
    }

    @Test("A head is bounded in bytes and in fields, informational responses included")
    func headBounds() throws {
        let early = String(repeating: "HTTP/1.1 103 Early Hints\r\n\r\n", count: 3000)
        #expect(throws: TransportError.self) { try Self.read([Array(early.utf8)]) }
        let long = "HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 64 * 1024)
        #expect(throws: TransportError.self) { try Self.read([Array(long.utf8)]) }
        let fields = { (count: Int) in
            let lines = (0..<count).map { "X-\($0): y\r\n" }.joined()
            return Array("HTTP/1.1 204 OK\r\n\(lines)\r\n".utf8)
        }
        #expect(throws: TransportError.self) { try Self.read([fields(513)]) }
        #expect(try Self.read([fields(512)]).headers.count == 512)
    }

    @Test("Chunk extensions and trailers are bounded")
    func chunkBounds() {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        let much = String(repeating: "x", count: 17 * 1024)
        #expect(throws: TransportError.self) { try Self.read([Array((head + "1;" + much).utf8)]) }
        #expect(throws: TransportError.self) { try Self.read([Array((head + "0\r\nX: " + much).utf8)]) }
        let trailers = String(repeating: "X: y\r\n", count: 3000)
        #expect(throws: TransportError.self) { try Self.read([Array((head + "0\r\n" + trailers).utf8)]) }
    }

    @Test("The server's own bound on idle connections is noted")
    func keepAlive() throws {
        let wire = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nKeep-Alive: max=100, Timeout=5\r\n\r\n"
        #expect(try Self.read([Array(wire.utf8)]).keepAliveSeconds == 5)
    }

    @Test("Body bytes are slices of what was read")
    func slices() throws {
        var decoder = HTTP1ResponseDecoder()
        var input = ByteBuffer(string: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
        guard case .head = try decoder.next(&input), case .bytes(let bytes) = try decoder.next(&input) else {
            Issue.record("no head or no body")
            return
        }
        let areSame = bytes.withVeryUnsafeBytes { slice in
            input.withVeryUnsafeBytes { slice.baseAddress == $0.baseAddress.map { $0 + (input.readerIndex - 5) } }
        }
        #expect(areSame)
    }

    // MARK: Reading in pieces

    struct Reading {
        var status = 0
        var headers: [[String]] = []
        var body = ""
        var isPersistent = false
        var keepAliveSeconds: Int?
        var hasEnded = false
        var mayEndHere = false
        var rest = ""
    }

    /// Whole, byte by byte, and split in two everywhere.
    static func cuts(of wire: String) -> [[[UInt8]]] {
        let bytes = Array(wire.utf8)
        let splits = bytes.indices.dropFirst().map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
        return [[bytes], bytes.map { [$0] }] + splits
    }

    static func read(_ pieces: [[UInt8]]) throws -> Reading {
        var decoder = HTTP1ResponseDecoder()
        var reading = Reading()
        var body = ByteBuffer()
        var rest = ByteBuffer()
        for piece in pieces {
            var input = ByteBuffer(bytes: piece)
            loop: while !reading.hasEnded {
                switch try decoder.next(&input) {
                case .head(let head):
                    reading.status = head.status
                    reading.headers = head.headers.map { [$0.name, $0.value] }
                case .bytes(var bytes):
                    #expect(bytes.readableBytes > 0)
                    body.writeBuffer(&bytes)
                case .end: reading.hasEnded = true
                case .needsMore: break loop
                }
            }
            rest.writeBuffer(&input)
        }
        reading.body = String(buffer: body)
        reading.rest = String(buffer: rest)
        reading.isPersistent = decoder.isPersistent
        reading.keepAliveSeconds = decoder.keepAliveSeconds
        reading.mayEndHere = decoder.mayEndHere
        return reading
    }
}
