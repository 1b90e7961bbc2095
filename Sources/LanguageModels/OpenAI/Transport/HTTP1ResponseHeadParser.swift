import NIOCore

/// Reads the head of an HTTP/1.x response from bytes that come in any pieces (RFC 9112).
///
/// Informational responses (1xx) are read and dropped. A head that lies whole in the input is parsed where it lies;
/// only a line that is cut by the end of the input is kept. The parser is strict, so that it cannot disagree with a
/// proxy about where a response ends: lines end in CR LF, there is no folding, at most one `Content-Length` and at most
/// one `Transfer-Encoding` that says exactly `chunked`, and never both.
///
/// Bounds: 64 KiB for all heads of one response, informational ones included, and 512 fields; beyond them the head is
/// ``TransportError/Code/malformed``.
struct HTTP1ResponseHeadParser {
    static let maximumLength = 64 * 1024
    static let maximumFieldCount = 512

    private var partialLine: [UInt8] = []
    private var length = 0
    private var statusLine: HTTP1StatusLine?
    private var headers: [(name: String, value: String)] = []
    private var directives = HTTP1MessageDirectives()

    /// Whether a byte of a response has been seen.
    var hasBegun: Bool { length > 0 }

    /// Consumes bytes up to the end of the head, or all of them if the head goes on.
    /// - Returns: The head, or `nil` if more bytes are needed.
    /// - Throws: ``TransportError`` with ``TransportError/Code/malformed``; the parser is of no use afterwards.
    mutating func parse(_ input: inout ByteBuffer) throws -> HTTP1ResponseHead? {
        let (consumed, head) = try input.withUnsafeReadableBytes { try consume($0) }
        input.moveReaderIndex(forwardBy: consumed)
        return head
    }

    private mutating func consume(_ bytes: UnsafeRawBufferPointer) throws -> (consumed: Int, head: HTTP1ResponseHead?) {
        var start = 0
        while start < bytes.count {
            guard let lineFeed = bytes[start...].firstIndex(of: ASCII.lineFeed) else {
                try count(bytes.count - start)
                partialLine.append(contentsOf: bytes[start...])
                return (bytes.count, nil)
            }
            try count(lineFeed + 1 - start)
            let rest = UnsafeRawBufferPointer(rebasing: bytes[start...lineFeed])
            start = lineFeed + 1
            if let head = try line(endingWith: rest) { return (start, head) }
        }
        return (start, nil)
    }

    private mutating func count(_ more: Int) throws {
        length += more
        guard length <= Self.maximumLength else {
            throw TransportError(.malformed, "The response head is longer than \(Self.maximumLength) bytes.")
        }
    }

    private mutating func line(endingWith rest: UnsafeRawBufferPointer) throws -> HTTP1ResponseHead? {
        guard !partialLine.isEmpty else { return try line(rest) }
        var whole: [UInt8] = []
        swap(&whole, &partialLine)
        whole.append(contentsOf: rest)
        return try whole.withUnsafeBytes { try line($0) }
    }

    /// Takes one line with its line ending.
    private mutating func line(_ terminated: UnsafeRawBufferPointer) throws -> HTTP1ResponseHead? {
        guard terminated.count >= 2, terminated[terminated.count - 2] == ASCII.carriageReturn else {
            throw TransportError(.malformed, "A line of the response head does not end in CR LF.")
        }
        let line = UnsafeRawBufferPointer(rebasing: terminated.dropLast(2))
        guard let statusLine else {
            self.statusLine = try HTTP1StatusLine(line)
            return nil
        }
        guard line.isEmpty else {
            try field(line)
            return nil
        }
        guard statusLine.status >= 200 else {
            try skipInformational(statusLine)
            return nil
        }
        // Handed on and not kept: the connection lives longer than its response's head.
        defer { headers = [] }
        return HTTP1ResponseHead(
            status: statusLine.status,
            headers: headers,
            framing: try directives.framing(after: statusLine),
            isPersistent: directives.isPersistent(after: statusLine),
            keepAliveSeconds: directives.keepAliveSeconds
        )
    }

    private mutating func skipInformational(_ statusLine: HTTP1StatusLine) throws {
        guard statusLine.status != 101 else {
            throw TransportError(.malformed, "The server switched protocols without being asked.")
        }
        self.statusLine = nil
        headers = []
        directives = HTTP1MessageDirectives()
    }

    private mutating func field(_ line: UnsafeRawBufferPointer) throws {
        guard headers.count < Self.maximumFieldCount else {
            throw TransportError(.malformed, "The response head has more than \(Self.maximumFieldCount) fields.")
        }
        guard
            let colon = line.firstIndex(of: ASCII.colon), colon > 0,
            case let name = UnsafeRawBufferPointer(rebasing: line[..<colon]), name.allSatisfy(ASCII.isTokenCharacter)
        else {
            throw TransportError(.malformed, "A line of the response head is no header field.")
        }
        let value = UnsafeRawBufferPointer(rebasing: ASCII.trimmed(line[(colon + 1)...]))
        guard value.allSatisfy(ASCII.isFieldCharacter) else {
            throw TransportError(.malformed, "A header field of the response has a control character.")
        }
        let field = (name: String(decoding: name, as: UTF8.self), value: String(decoding: value, as: UTF8.self))
        try directives.note(name: field.name, value: field.value)
        headers.append(field)
    }
}
