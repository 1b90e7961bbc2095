/// What is to be different about a conversation; `nil` leaves a thing as it is.
package struct ConversationChange: Sendable, Hashable {
    package var title: String?
    package var isPinned: Bool?
    package var isArchived: Bool?

    package init(title: String? = nil, isPinned: Bool? = nil, isArchived: Bool? = nil) {
        self.title = title
        self.isPinned = isPinned
        self.isArchived = isArchived
    }
}
