package import Dialogue

/// How long conversations are kept after the last question in them: as long as their owner's kind allows.
package struct RetentionPolicy: Sendable, Hashable {
    /// Conversations of visitors, who are known by a cookie alone.
    package var visitors: Duration = .seconds(30 * 86_400)
    /// Conversations of accounts.
    package var accounts: Duration = .seconds(365 * 86_400)

    /// Conversations in which nothing was asked, counted from their beginning, whoever they belong to.
    package static let unasked: Duration = .seconds(86_400)

    package init() {}

    /// How long conversations of this kind of owner are kept.
    package func lifetime(_ kind: Owner.Kind) -> Duration {
        switch kind {
        case .visitor: visitors
        case .account, .issued: accounts
        }
    }

    /// When a conversation is deleted unless something is asked in it.
    package func deadline(of conversation: StoredConversation) -> Timestamp {
        // Asking moves `updatedAt` on from the beginning.
        let isUnasked = conversation.updatedAt == conversation.createdAt
        let lifetime = lifetime(conversation.owner.kind)
        return conversation.updatedAt.advanced(by: isUnasked ? min(lifetime, Self.unasked) : lifetime)
    }

    /// Conversations that were last asked before this moment are to be deleted.
    package func cutoff(_ kind: Owner.Kind, at now: Timestamp) -> Timestamp {
        now.advanced(by: .zero - lifetime(kind))
    }
}
