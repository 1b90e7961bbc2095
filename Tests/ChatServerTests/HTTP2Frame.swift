import Foundation

/// A frame of HTTP/2 (RFC 9113 §4.1), written and read by hand.
struct HTTP2Frame {
    enum Kind {
        static let data: UInt8 = 0
        static let headers: UInt8 = 1
        static let reset: UInt8 = 3
        static let settings: UInt8 = 4
        static let goAway: UInt8 = 7
    }

    var kind: UInt8
    var flags: UInt8 = 0
    var stream: UInt8 = 0
    var payload = Data()

    /// What a client sends first.
    static let opening = Data("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + HTTP2Frame(kind: Kind.settings).bytes

    /// A request's head, whose strings are shorter than 127 bytes (RFC 7541 §6).
    ///
    /// - Parameter ends: Whether no body follows.
    static func head(_ method: String, _ path: String, stream: UInt8, ends: Bool = true) -> HTTP2Frame {
        var payload = Data([method == "GET" ? 0x82 : 0x83, 0x87])
        for (name, value) in [(UInt8(1), "localhost"), (4, path)] {
            payload += [name, UInt8(value.utf8.count)] + value.utf8
        }
        return HTTP2Frame(kind: Kind.headers, flags: ends ? 0x5 : 0x4, stream: stream, payload: payload)
    }

    var bytes: Data {
        let length = payload.count
        return Data([UInt8(length >> 16), UInt8(length >> 8 & 255), UInt8(length & 255), kind, flags, 0, 0, 0, stream])
            + payload
    }
}

extension HTTPPeer {
    func send(_ frame: HTTP2Frame) async throws {
        try await send(frame.bytes)
    }

    /// The next frame that comes.
    func http2Frame() async throws -> HTTP2Frame {
        let head = try await take(9)
        let payload = try await take(Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2]))
        return HTTP2Frame(kind: head[3], flags: head[4], stream: head[8], payload: Data(payload))
    }

    /// The next frame of a kind.
    func http2Frame(_ kind: UInt8) async throws -> HTTP2Frame {
        while true {
            let frame = try await http2Frame()
            if frame.kind == kind { return frame }
        }
    }
}
