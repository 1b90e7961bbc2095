package import Dialogue

/// A conversation as it is kept, without its turns.
package struct StoredConversation: Sendable, Hashable {
    package var id: ConversationID
    package var owner: Owner
    /// Empty until the first question.
    package var title: String
    /// Whether a person chose the title; such a one is never replaced.
    package var isTitleChosen: Bool
    package var isPinned: Bool
    package var isArchived: Bool
    package var createdAt: Timestamp
    /// When it was last asked something.
    package var updatedAt: Timestamp

    /// A conversation made of its parts.
    package init(
        id: ConversationID,
        owner: Owner,
        title: String = "",
        isTitleChosen: Bool = false,
        isPinned: Bool = false,
        isArchived: Bool = false,
        createdAt: Timestamp,
        updatedAt: Timestamp
    ) {
        self.id = id
        self.owner = owner
        self.title = title
        self.isTitleChosen = isTitleChosen
        self.isPinned = isPinned
        self.isArchived = isArchived
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
