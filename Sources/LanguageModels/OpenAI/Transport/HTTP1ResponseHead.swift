/// The head of an HTTP/1.x response, and what it says about the body and the connection.
struct HTTP1ResponseHead {
    var status: Int
    /// Header fields in order, names as received.
    var headers: [(name: String, value: String)]
    var framing: HTTP1BodyFraming
    /// Whether the server lets the connection be used again after the body.
    var isPersistent: Bool
    /// How many seconds the server keeps an idle connection, from `Keep-Alive: timeout=`.
    var keepAliveSeconds: Int?
}

/// How the end of a body is found (RFC 9112, section 6.3).
enum HTTP1BodyFraming: Hashable {
    /// There is no body.
    case none
    /// So many bytes.
    case length(Int)
    case chunked
    /// Everything until the server closes.
    case untilClose
}
