package import NIOCore

/// One POST to a model server.
package struct TransportRequest: Sendable {
    package var url: TransportURL
    /// Header fields in order. `Host`, `Content-Length` and `Connection` are the transport's own.
    package var headers: [(name: String, value: String)]
    package var body: ByteBuffer
    /// How long the rest of a body may be read away after the receiver had enough. Default 2 s.
    package var drainTimeout: Duration

    package init(
        url: TransportURL,
        headers: [(name: String, value: String)],
        body: ByteBuffer,
        drainTimeout: Duration = .seconds(2)
    ) {
        self.url = url
        self.headers = headers
        self.body = body
        self.drainTimeout = drainTimeout
    }
}
