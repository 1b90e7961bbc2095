internal import Dialogue
internal import HTTPTypes

/// The header fields of every stream.
enum StreamHeaders {
    static func fields(turn: TurnID?) -> HTTPFields {
        var fields = common
        if let turn { fields[.streamID] = turn.description }
        return fields
    }

    private static let common: HTTPFields = [
        .contentType: "text/event-stream; charset=utf-8",
        .cacheControl: "no-store, no-transform",
        .xContentTypeOptions: "nosniff",
        .xAccelBuffering: "no",
        .referrerPolicy: "no-referrer",
    ]
}
