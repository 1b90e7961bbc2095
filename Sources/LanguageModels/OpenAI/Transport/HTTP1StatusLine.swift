/// The first line of an HTTP/1.x response: `HTTP/1.1 200 OK`.
struct HTTP1StatusLine: Hashable {
    /// The minor version, 0 or 1.
    var minorVersion: Int
    /// 100 to 599.
    var status: Int

    /// - Throws: ``TransportError`` with ``TransportError/Code/malformed``.
    init(_ line: UnsafeRawBufferPointer) throws {
        let prefix = Array("HTTP/1.".utf8)
        guard
            line.count >= 12, line.starts(with: prefix), line[7] == 0x30 || line[7] == 0x31, line[8] == ASCII.space,
            line.count == 12 || line[12] == ASCII.space, line.allSatisfy(ASCII.isFieldCharacter)
        else {
            throw TransportError(.malformed, "The response does not begin with an HTTP/1.x status line.")
        }
        minorVersion = Int(line[7] - 0x30)
        status = 0
        for byte in line[9..<12] {
            guard let digit = ASCII.decimalDigit(byte) else {
                throw TransportError(.malformed, "The response has no numeric status.")
            }
            status = status * 10 + digit
        }
        guard (100..<600).contains(status) else {
            throw TransportError(.malformed, "The response has the impossible status \(status).")
        }
    }
}
