internal import Archive
internal import Dialogue

/// A conversation on the wire.
struct ConversationJSON: Encodable, Sendable {
    let id: ConversationID
    let title: String
    let pinned: Bool
    let archived: Bool
    let createdAt: MomentText
    let updatedAt: MomentText
    /// When it is deleted unless something is asked in it; absent in what is taken away.
    let deletedAt: MomentText?
    /// Oldest first; absent in lists.
    let turns: [TurnJSON]?

    init(_ conversation: StoredConversation, turns: [StoredTurn]? = nil, deadline: Timestamp? = nil) {
        id = conversation.id
        title = conversation.title
        pinned = conversation.isPinned
        archived = conversation.isArchived
        createdAt = MomentText(conversation.createdAt)
        updatedAt = MomentText(conversation.updatedAt)
        deletedAt = deadline.map(MomentText.init)
        self.turns = turns?.map(TurnJSON.init)
    }
}
