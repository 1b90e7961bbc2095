internal import Hummingbird
internal import Turns

/// A turn whose log is gone, as a stream of what is stored.
enum StoredTurnResponse {
    static func make(_ turn: StoredTurnEvents, after position: Int, dialect: any FrameDialect) -> Response {
        var dialect = dialect
        var frames = FrameBuffer(framing: .plain)
        dialect.open(into: &frames)
        dialect.write(turn.slice(after: position), of: turn.id, into: &frames)
        return Response(
            status: .ok, headers: StreamHeaders.fields(turn: turn.id),
            body: ResponseBody(byteBuffer: frames.finished()))
    }
}
