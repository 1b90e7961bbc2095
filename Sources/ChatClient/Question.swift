internal import Dialogue

/// What is asked, as often as the connection needs.
struct Question: Sendable, Hashable {
    var text: String
    var history: [Message]
    var requestID: String?
}
