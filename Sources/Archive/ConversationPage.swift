package import Dialogue

/// One page of somebody's conversations: pinned ones first, then the newest.
package struct ConversationPage: Sendable, Hashable {
    /// Where a page ends: the last conversation on it.
    package struct Cursor: Sendable, Hashable {
        package let isPinned: Bool
        package let updatedAt: Timestamp
        package let id: ConversationID

        package init(isPinned: Bool, updatedAt: Timestamp, id: ConversationID) {
            self.isPinned = isPinned
            self.updatedAt = updatedAt
            self.id = id
        }

        /// The place of a conversation in the list.
        package init(_ conversation: StoredConversation) {
            self.init(isPinned: conversation.isPinned, updatedAt: conversation.updatedAt, id: conversation.id)
        }

        /// Whether a conversation stands behind this place.
        package func precedes(_ other: Cursor) -> Bool {
            if isPinned != other.isPinned { return isPinned }
            if updatedAt != other.updatedAt { return updatedAt > other.updatedAt }
            return id.description > other.id.description
        }
    }

    /// What a list is to show.
    package struct Query: Sendable, Hashable {
        /// Words that the title or a turn must contain, without regard to case.
        package var search: String?
        package var isArchived: Bool
        package var after: Cursor?
        package var limit: Int

        package init(search: String? = nil, isArchived: Bool = false, after: Cursor? = nil, limit: Int = 50) {
            self.search = search
            self.isArchived = isArchived
            self.after = after
            self.limit = limit
        }
    }

    package var conversations: [StoredConversation]
    /// Where the next page begins; `nil` on the last one.
    package var next: Cursor?

    package init(conversations: [StoredConversation], next: Cursor? = nil) {
        self.conversations = conversations
        self.next = next
    }
}
