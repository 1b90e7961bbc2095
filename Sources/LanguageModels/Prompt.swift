/// What a model is asked: ready-made messages for a chat model, and the excerpts they contain for one that quotes.
package struct Prompt: Sendable, Hashable {
    /// Who speaks a message.
    package enum Role: String, Sendable, Hashable {
        case system
        case user
        case assistant
    }

    /// One message of the conversation with the model.
    package struct Message: Sendable, Hashable {
        package var role: Role
        package var text: String

        package init(role: Role, text: String) {
            self.role = role
            self.text = text
        }
    }

    /// A retrieved piece of a document, as it was put into the messages.
    package struct Excerpt: Sendable, Hashable {
        /// The number under which answers cite it, from 1.
        package var number: Int
        package var title: String
        package var heading: String
        package var url: String?
        package var text: String

        package init(number: Int, title: String, heading: String, url: String?, text: String) {
            self.number = number
            self.title = title
            self.heading = heading
            self.url = url
            self.text = text
        }
    }

    /// The messages, system first, the question last.
    package var messages: [Message]
    /// The bare question.
    package var question: String
    /// The excerpts the messages contain, best first.
    package var excerpts: [Excerpt]
    /// The language to answer in, as an ISO 639-1 code such as `de`.
    package var language: String
    /// The most tokens the answer may have; `nil` leaves it to the server.
    package var maximumAnswerTokens: Int?

    package init(
        messages: [Message],
        question: String,
        excerpts: [Excerpt] = [],
        language: String = "de",
        maximumAnswerTokens: Int? = nil
    ) {
        self.messages = messages
        self.question = question
        self.excerpts = excerpts
        self.language = language
        self.maximumAnswerTokens = maximumAnswerTokens
    }
}
