extension TransportRequest {
    /// Refuses what would be another request on the wire than the one meant.
    ///
    /// Names must be tokens, values must be free of control characters, the target must be visible ASCII that begins
    /// with `/`, and the fields that are the transport's own must be absent.
    /// - Throws: ``TransportError`` with ``TransportError/Code/malformed``. Values are not quoted: they may be secret.
    func validate() throws {
        guard
            url.target.utf8.first == UInt8(ascii: "/"),
            ASCII.allSatisfy(url.target, { (0x21...0x7E).contains($0) })
        else {
            throw TransportError(.malformed, "The request's target is no path of visible ASCII characters.")
        }
        let forbidden = "/@?#[]\\".utf8
        guard
            !url.host.isEmpty,
            ASCII.allSatisfy(url.host, { (0x21...0x7E).contains($0) && !forbidden.contains($0) })
        else {
            throw TransportError(.malformed, "The request's host is no name or address.")
        }
        guard (1...65535).contains(url.port) else {
            throw TransportError(.malformed, "The request's port is not between 1 and 65535.")
        }
        for (name, value) in headers { try Self.validate(name: name, value: value) }
    }

    private static func validate(name: String, value: String) throws {
        guard !name.isEmpty, ASCII.allSatisfy(name, ASCII.isTokenCharacter) else {
            throw TransportError(.malformed, "A header field of the request has a name that is no token.")
        }
        guard ASCII.allSatisfy(value, ASCII.isFieldCharacter) else {
            throw TransportError(.malformed, "The request's header field \(name) has a control character.")
        }
        for own in ["host", "content-length", "connection", "transfer-encoding"] where ASCII.matches(name, own) {
            throw TransportError(.malformed, "The request's header field \(name) is the transport's own.")
        }
    }
}
