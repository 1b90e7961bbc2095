/// Where a turn is kept: whose it is, in which conversation, and what it has to do with an earlier turn there.
public struct TurnPlace: Hashable, Sendable {
    /// Whose conversation it is.
    public var owner: Owner
    /// The conversation.
    public var conversation: ConversationID
    /// What the turn has to do with an earlier one.
    public var relation: TurnRelation?

    /// A place made of its parts.
    public init(owner: Owner, conversation: ConversationID, relation: TurnRelation? = nil) {
        self.owner = owner
        self.conversation = conversation
        self.relation = relation
    }
}
