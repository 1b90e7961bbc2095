internal import Dialogue

/// The body of `POST /v1/chat/completions`, as far as Kaya reads it.
///
/// System messages and sampling parameters are accepted and have no effect: the instructions are the operator's.
struct CompletionRequest: Decodable, Sendable {
    struct Message: Decodable, Sendable {
        var role: String
        var content: Content?
    }

    /// Text, or a list of parts of which the text ones count.
    enum Content: Decodable, Sendable {
        case text(String)

        private struct Part: Decodable {
            var type: String
            var text: String?
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            do {
                self = .text(try container.decode(String.self))
            } catch DecodingError.typeMismatch {
                let parts = try container.decode([Part].self)
                self = .text(parts.filter { $0.type == "text" }.compactMap(\.text).joined(separator: "\n"))
            }
        }

        var text: String {
            switch self {
            case .text(let text): text
            }
        }
    }

    struct StreamOptions: Decodable, Sendable {
        var includeUsage: Bool?

        private enum CodingKeys: String, CodingKey {
            case includeUsage = "include_usage"
        }
    }

    var model: String?
    var messages: [Message]
    var stream: Bool?
    var streamOptions: StreamOptions?

    private enum CodingKeys: String, CodingKey {
        case model
        case messages
        case stream
        case streamOptions = "stream_options"
    }

    /// The question, which is the last message and the user's, and what was said before.
    /// - Throws: ``Problem`` with `invalid-field` when the last message is not the user's.
    func conversation() throws(Problem) -> (question: String, history: [Dialogue.Message]) {
        guard let last = messages.last, last.role == "user", let question = last.content?.text else {
            throw Problem(.invalidField, field: "messages")
        }
        let history = messages.dropLast().compactMap { message -> Dialogue.Message? in
            guard let role = Dialogue.Message.Role(rawValue: message.role), let text = message.content?.text,
                !text.isEmpty
            else { return nil }
            return Dialogue.Message(role: role, text: text)
        }
        return (question, history)
    }
}
