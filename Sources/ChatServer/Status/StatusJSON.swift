internal import Dialogue

/// What `GET /api/status` answers.
struct StatusJSON: Encodable {
    struct Conversations: Encodable {
        let kept: Bool
        /// Whether they can be stored at this moment.
        let writable: Bool
        /// Whole days after the last question.
        let visitorDays: Int
        let accountDays: Int
    }

    struct Transport: Encodable {
        let heartbeatSeconds: Int
        let pollSeconds: Int
    }

    /// The lengths that a page should know before it sends something; all in characters.
    struct Limits: Encodable {
        let questionCharacters: Int
        let titleCharacters: Int
        let commentCharacters: Int
    }

    struct Page: Encodable {
        struct Notice: Encodable {
            let level: String
            let text: String
        }

        /// What the service is called.
        let name: String
        /// Questions to begin with.
        let examples: [String]
        /// What the operator tells everybody.
        let notices: [Notice]
        /// Whether whoever asks may see how an answer came about.
        let debug: Bool
    }

    /// Who asks is talking to a machine (AI Act, Article 50 (1)).
    let ai = true
    let notice: String
    let draining: Bool
    let conversations: Conversations
    let transport: Transport
    let limits: Limits
    let page: Page
}
