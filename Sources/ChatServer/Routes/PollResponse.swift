internal import Dialogue
internal import Hummingbird
internal import LiveStreams

/// What a long poll found, as `{"events", "next", "ended"}`.
enum PollResponse {
    static func make(
        _ slice: StreamSlice<TurnEvent>, turn: TurnID, _ language: Language, showsTraces: Bool
    ) -> Response {
        var json = FrameBuffer(framing: .plain)
        json.append("{\"events\":[")
        var isFirst = true
        RichEvents(slice, withTraces: showsTraces).visit { event, sequence in
            json.append(isFirst ? "{\"id\":\"" : ",{\"id\":\"")
            isFirst = false
            json.append(EventID(turn: turn, sequence: sequence, isEnd: event.isTerminal))
            json.append("\",\"event\":")
            json.append(json: event.kind.rawValue)
            json.append(",\"data\":")
            RichEventJSON(turn: turn, language: language).write(event, into: &json)
            json.append("}")
        }
        json.append("],\"next\":")
        json.append(slice.lastSequence)
        json.append(slice.isEnded ? ",\"ended\":true}" : ",\"ended\":false}")
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody(byteBuffer: json.finished()))
    }
}
