import NIOCore

extension TransportRequest {
    /// The request line and header fields, as HTTP/1.1 puts them on the wire; the body follows as it is.
    /// - Throws: ``TransportError`` with ``TransportError/Code/malformed``, see ``validate()``.
    func makeHTTP1Head() throws -> ByteBuffer {
        try validate()
        var buffer = ByteBufferAllocator().buffer(capacity: 512)
        buffer.writeString("POST ")
        buffer.writeString(url.target)
        buffer.writeString(" HTTP/1.1\r\nHost: ")
        buffer.writeString(url.authority)
        for (name, value) in headers {
            buffer.writeString("\r\n")
            buffer.writeString(name)
            buffer.writeString(": ")
            buffer.writeString(value)
        }
        buffer.writeString("\r\nContent-Length: ")
        buffer.writeString(String(body.readableBytes))
        buffer.writeString("\r\n\r\n")
        return buffer
    }
}
