internal import Dialogue
internal import HTTPTypes
internal import Hummingbird

/// The JSON of the chat-completions dialect.
enum CompletionJSON {
    /// A whole answer as a `chat.completion` object.
    static func response(_ answer: WholeAnswer, turn: TurnID, created: Int) -> Response {
        var json = FrameBuffer(framing: .plain)
        json.append("{\"id\":\"chatcmpl-")
        json.append(turn)
        json.append(#"","object":"chat.completion","created":"#)
        json.append(created)
        json.append(#","model":"kaya","choices":[{"index":0,"#)
        json.append(#""message":{"role":"assistant","content":"#)
        json.append(json: answer.result.fullText)
        json.append("},\"finish_reason\":")
        json.append(json: finishReason(answer.result.finish))
        json.append("}],\"usage\":")
        write(answer.result.usage, into: &json)
        json.append("}")
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody(byteBuffer: json.finished()))
    }

    /// A problem as the dialect's error object.
    static func response(_ problem: Problem, context: KayaRequestContext) -> Response {
        var json = FrameBuffer(framing: .plain)
        write(problem, language: context.client.language, into: &json)
        var headers: HTTPFields = [
            .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
            .xContentTypeOptions: "nosniff",
        ]
        headers[.retryAfter] = problem.retryAfter.map(String.init)
        return Response(
            status: HTTPResponse.Status(code: problem.code.status), headers: headers,
            body: ResponseBody(byteBuffer: json.finished()))
    }

    static func write(_ problem: Problem, language: Language, into json: inout FrameBuffer) {
        json.append("{\"error\":{\"message\":")
        json.append(json: ProblemText(problem, language: language).sentence)
        json.append(problem.code.status < 500 ? ",\"type\":\"invalid_request_error\"" : ",\"type\":\"server_error\"")
        json.append(",\"param\":")
        if let field = problem.field { json.append(json: field) } else { json.append("null") }
        json.append(",\"code\":")
        json.append(json: problem.code.rawValue)
        json.append("}}")
    }

    static func write(_ usage: TokenUsage?, into json: inout FrameBuffer) {
        json.append("{\"prompt_tokens\":")
        json.append(usage?.promptTokens ?? 0)
        json.append(",\"completion_tokens\":")
        json.append(usage?.completionTokens ?? 0)
        json.append(",\"total_tokens\":")
        json.append((usage?.promptTokens ?? 0) + (usage?.completionTokens ?? 0))
        json.append("}")
    }

    /// The dialect's word for how an answer ended; it has none for a stop or a refusal.
    static func finishReason(_ finish: Finish) -> String {
        switch finish {
        case .length: "length"
        case .contentFilter: "content_filter"
        default: "stop"
        }
    }
}
