internal import Dialogue

/// A problem as the members of an RFC 9457 problem document.
struct ProblemJSON {
    private let problem: Problem
    private let language: Language
    private let requestID: String?

    init(_ problem: Problem, language: Language, requestID: String? = nil) {
        self.problem = problem
        self.language = language
        self.requestID = requestID
    }

    func write(into frames: inout FrameBuffer) {
        let text = ProblemText(problem, language: language)
        frames.append("{\"type\":")
        frames.append(json: "/docs/protocol.md#\(problem.code.rawValue)")
        frames.append(",\"title\":")
        frames.append(json: text.title)
        frames.append(",\"status\":")
        frames.append(problem.code.status)
        frames.append(",\"detail\":")
        frames.append(json: text.whatNow)
        frames.append(",\"code\":")
        frames.append(json: problem.code.rawValue)
        frames.append(problem.code.isRetryable ? ",\"retryable\":true" : ",\"retryable\":false")
        if let seconds = problem.retryAfter {
            frames.append(",\"retryAfter\":")
            frames.append(seconds)
        }
        writeMember("field", problem.field, into: &frames)
        writeMember("cause", problem.detail, into: &frames)
        writeMember("requestId", requestID, into: &frames)
        frames.append("}")
    }

    private func writeMember(_ name: StaticString, _ value: String?, into frames: inout FrameBuffer) {
        guard let value else { return }
        frames.append(",\"")
        frames.append(name)
        frames.append("\":")
        frames.append(json: value)
    }
}
