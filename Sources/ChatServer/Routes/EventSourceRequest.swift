internal import HTTPTypes
internal import Hummingbird

/// Tells a browser's own `EventSource` from everything else: it can read neither the status nor the body of an error.
enum EventSourceRequest {
    /// Whether a stream is wanted at all.
    static func wantsStream(_ request: Request) -> Bool {
        request.headers[.accept]?.contains("text/event-stream") == true
    }

    static func isNative(_ request: Request) -> Bool {
        request.headers[.accept] == "text/event-stream" && request.headers[.authorization] == nil
    }
}
