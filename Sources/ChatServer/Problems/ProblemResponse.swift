internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// A problem as an HTTP response.
enum ProblemResponse {
    /// An `application/problem+json` document (RFC 9457).
    static func make(_ problem: Problem, context: KayaRequestContext) -> Response {
        var document = FrameBuffer(framing: .plain)
        ProblemJSON(problem, language: context.client.language, requestID: context.requestID).write(into: &document)
        var headers: HTTPFields = [
            .contentType: "application/problem+json; charset=utf-8",
            .cacheControl: "no-store",
            .contentLanguage: context.client.language.rawValue,
            .xContentTypeOptions: "nosniff",
        ]
        headers[.retryAfter] = problem.retryAfter.map(String.init)
        if problem.code == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
        return Response(
            status: HTTPResponse.Status(code: problem.code.status),
            headers: headers,
            body: ResponseBody(byteBuffer: document.finished()))
    }

    /// A stream that consists of the problem: the only form in which a browser's `EventSource` can read it.
    ///
    /// Its id ends in `.end`, so that the browser's reconnecting is answered with 204 and stops.
    static func makeStream(
        _ problem: Problem, status: HTTPResponse.Status, sentence: String? = nil, context: KayaRequestContext
    ) -> Response {
        var generator = SystemRandomNumberGenerator()
        var frames = FrameBuffer(framing: .plain)
        frames.append("id: ")
        frames.append(EventID(turn: .random(using: &generator), sequence: 1, isEnd: true))
        frames.append("\ndata: {\"error\":")
        frames.append(json: sentence ?? ProblemText(problem, language: context.client.language).sentence)
        frames.append(",\"code\":")
        frames.append(json: problem.code.rawValue)
        frames.append(problem.code.isRetryable ? ",\"retryable\":true" : ",\"retryable\":false")
        if let seconds = problem.retryAfter {
            frames.append(",\"retryAfter\":")
            frames.append(seconds)
        }
        frames.append("}\n\n")
        var headers = StreamHeaders.fields(turn: nil)
        headers[.retryAfter] = problem.retryAfter.map(String.init)
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: frames.finished()))
    }
}
