internal import Dialogue

/// The body of `POST /chat/stream` and `POST /chat`.
struct AskBody: Decodable, Sendable {
    /// The words a stream is written in.
    enum Dialect: String, Decodable, Sendable {
        case simple
        case rich
    }

    /// The question.
    var q: String
    /// The sender's name for this request; the same name means the same request.
    var requestId: String?
    /// What was said before, oldest first.
    var history: [Message]?
    /// How the answer is to be written; `standard` when it is not said.
    var style: AnswerStyle?
    /// The dialect of the stream; `simple` when it is not said.
    var dialect: Dialect?
}
