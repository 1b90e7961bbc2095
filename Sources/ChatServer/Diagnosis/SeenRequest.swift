internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import NIOHTTP1

/// What of a request tells how it came here. Whether a field was there, never whom it names.
struct SeenRequest: Encodable, Sendable {
    let pattern: String
    /// `HTTP/1.0`, `HTTP/1.1` or `HTTP/2`, as spoken on the last stretch.
    let `protocol`: String
    /// Whether a proxy says that it passed the request on.
    let via: Bool
    /// Whether a proxy says whom it passed the request on for.
    let forwarded: Bool
    /// The codings that the sender takes, as they arrived: another list than the browser's is a proxy's. At most 200 bytes.
    let acceptEncoding: String

    init(_ request: Request, pattern: CheckPattern, on channel: any Channel) async throws {
        self.pattern = pattern.rawValue
        self.protocol = try await Self.version(on: channel)
        via = request.headers.contains(.via)
        forwarded = request.headers.contains { ["x-forwarded-for", "forwarded"].contains($0.name.canonicalName) }
        acceptEncoding = String(decoding: (request.headers[.acceptEncoding] ?? "").utf8.prefix(200), as: UTF8.self)
    }

    /// What the handlers of a connection speak.
    private static func version(on channel: any Channel) async throws -> String {
        try await channel.eventLoop.submit {
            let pipeline = channel.pipeline.syncOperations
            let encoder = try? pipeline.handler(type: HTTPResponseEncoder.self)  // absent in HTTP/2
            guard encoder != nil else { return "HTTP/2" }
            let answersOld = try? pipeline.context(handlerType: HTTP10Responses.self)  // absent in HTTP/1.1
            return answersOld == nil ? "HTTP/1.1" : "HTTP/1.0"
        }.get()
    }
}
