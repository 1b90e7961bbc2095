import NIOCore

extension TransportRequest {
    /// The request line and header fields, as HTTP/1.1 puts them on the wire; the body follows as it is.
    /// - Throws: ``TransportError`` with ``TransportError/Code/malformed``, see ``validate()``.
    func makeHTTP1Head() throws -> ByteBuffer {
        try validate()
        // An array first: each write to a `ByteBuffer` costs more than the bytes do.
        var head: [UInt8] = []
        head.reserveCapacity(512)
        head.append(contentsOf: "POST ".utf8)
        head.append(contentsOf: url.target.utf8)
        head.append(contentsOf: " HTTP/1.1\r\nHost: ".utf8)
        head.append(contentsOf: url.authority.utf8)
        for (name, value) in headers {
            head.append(contentsOf: "\r\n".utf8)
            head.append(contentsOf: name.utf8)
            head.append(contentsOf: ": ".utf8)
            head.append(contentsOf: value.utf8)
        }
        head.append(contentsOf: "\r\nContent-Length: ".utf8)
        head.append(contentsOf: String(body.readableBytes).utf8)
        head.append(contentsOf: "\r\n\r\n".utf8)
        return ByteBuffer(bytes: head)
    }
}
