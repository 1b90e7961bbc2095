internal import Archive

/// A page of conversations on the wire: `{"conversations", "next"}`.
struct ConversationListJSON: Encodable, Sendable {
    let conversations: [ConversationJSON]
    /// The next page's `cursor`; absent on the last one.
    let next: String?

    init(_ page: ConversationPage, _ policy: RetentionPolicy) {
        conversations = page.conversations.map { ConversationJSON($0, deadline: policy.deadline(of: $0)) }
        next = page.next.map { PageCursor($0).description }
    }
}
