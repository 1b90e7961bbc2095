/// What the header fields of a response say about its framing and its connection.
struct HTTP1MessageDirectives {
    private var contentLength: Int?
    private var isChunked = false
    private var saysClose = false
    private var saysKeepAlive = false
    private(set) var keepAliveSeconds: Int?

    /// Takes a field.
    /// - Throws: ``TransportError`` with ``TransportError/Code/malformed`` if it contradicts another or is not
    ///   understood.
    mutating func note(name: String, value: String) throws {
        switch name.utf8.count {
        case 10 where ASCII.matches(name, "connection"): noteConnection(value)
        case 10 where ASCII.matches(name, "keep-alive"): noteKeepAlive(value)
        case 14 where ASCII.matches(name, "content-length"): try noteContentLength(value)
        case 17 where ASCII.matches(name, "transfer-encoding"): try noteTransferEncoding(value)
        default: break
        }
    }

    /// How the body ends.
    /// - Throws: ``TransportError`` with ``TransportError/Code/malformed`` for framing that could be read in two ways.
    func framing(after statusLine: HTTP1StatusLine) throws -> HTTP1BodyFraming {
        if isChunked {
            guard contentLength == nil else {
                throw TransportError(.malformed, "The response has both a length and a transfer encoding.")
            }
            guard statusLine.minorVersion == 1 else {
                throw TransportError(.malformed, "An HTTP/1.0 response has a transfer encoding.")
            }
        }
        if statusLine.status == 204 || statusLine.status == 304 { return .none }
        if isChunked { return .chunked }
        return contentLength.map { .length($0) } ?? .untilClose
    }

    /// Whether the connection stays open: by default in HTTP/1.1, on request in HTTP/1.0 (RFC 9112, section 9.3).
    func isPersistent(after statusLine: HTTP1StatusLine) -> Bool {
        !saysClose && (statusLine.minorVersion == 1 || saysKeepAlive)
    }

    private mutating func noteConnection(_ value: String) {
        for option in value.utf8.split(separator: ASCII.comma) {
            let option = ASCII.trimmed(Substring(option))
            if ASCII.matches(option, "close") { saysClose = true }
            if ASCII.matches(option, "keep-alive") { saysKeepAlive = true }
        }
    }

    private mutating func noteKeepAlive(_ value: String) {
        for parameter in value.split(separator: ",") {
            let parts = ASCII.trimmed(parameter).split(separator: "=", maxSplits: 1)
            if parts.count == 2, ASCII.matches(parts[0], "timeout") { keepAliveSeconds = Int(parts[1]) }
        }
    }

    private mutating func noteContentLength(_ value: String) throws {
        guard contentLength == nil else {
            throw TransportError(.malformed, "The response has several lengths.")
        }
        guard !value.isEmpty, value.utf8.allSatisfy({ ASCII.decimalDigit($0) != nil }), let length = Int(value) else {
            throw TransportError(.malformed, "The length of the response is no number.")
        }
        contentLength = length
    }

    private mutating func noteTransferEncoding(_ value: String) throws {
        guard !isChunked, ASCII.matches(value, "chunked") else {
            throw TransportError(.malformed, "The response has a transfer encoding other than chunked.")
        }
        isChunked = true
    }
}
