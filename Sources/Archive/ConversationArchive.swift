package import Dialogue

/// Keeps conversations with their turns, each for its owner alone. One without a title takes its first question's words.
///
/// Whoever does not own a thing is told what they would be told if it did not exist, by the same query. What returns has
/// been kept as safely as the archive promises. Every conformer passes `ConversationArchiveContract`.
package protocol ConversationArchive: TurnArchive {
    /// Begins a conversation. An id that exists already is left as it is.
    func create(_ conversation: StoredConversation) async throws
    /// A conversation of this owner.
    func conversation(_ id: ConversationID, of owner: Owner) async throws -> StoredConversation?
    /// A page of this owner's conversations.
    func conversations(of owner: Owner, _ query: ConversationPage.Query) async throws -> ConversationPage
    /// Changes a conversation and returns it as it is then; a title set here counts as chosen.
    func change(_ id: ConversationID, of owner: Owner, _ change: ConversationChange) async throws -> StoredConversation?
    /// Gives a conversation a title unless a person chose one.
    func suggestTitle(_ title: String, for id: ConversationID, of owner: Owner) async throws
    /// Deletes a conversation with everything in it; `false` when there is none.
    func delete(_ id: ConversationID, of owner: Owner) async throws -> Bool

    /// The newest turns of a conversation, oldest first, before a turn if one is named; `nil` without the conversation.
    func turns(
        of id: ConversationID, owner: Owner, before: TurnID?, limit: Int
    ) async throws -> [StoredTurn]?
    /// The turn that a request began in a conversation of this owner.
    func turn(ofRequest requestID: String, in id: ConversationID, owner: Owner) async throws -> StoredTurn?
    /// Keeps what a reader thought of an answer, or forgets it; `false` when the owner has no such turn.
    func setFeedback(_ feedback: Feedback?, for id: TurnID, of owner: Owner) async throws -> Bool

    /// Keeps how far running turns have come, all or none. Turns that have ended are left as they are.
    func save(_ progress: [TurnProgress]) async throws
    /// Ends every running turn as interrupted, with the text that was saved. For the start, before any turn runs.
    /// - Returns: How many there were.
    func interruptRunningTurns() async throws -> Int

    /// Deletes everything of an owner.
    /// - Returns: How many conversations there were.
    func erase(_ owner: Owner) async throws -> Int
    /// Deletes conversations that nothing was asked in since a moment, no more than `limit` at once.
    ///
    /// Owners of `kinds` alone are looked at: how long a thing is kept depends on whose it is.
    /// - Returns: How many were deleted.
    func expire(_ kinds: Set<Owner.Kind>, before moment: Timestamp, limit: Int) async throws -> Int
    /// Deletes conversations that were begun before a moment and in which nothing was ever asked, no more than `limit` at
    /// once, whoever they belong to.
    /// - Returns: How many were deleted.
    func expireUnasked(before moment: Timestamp, limit: Int) async throws -> Int
    /// Removes what is left of deleted things in the store's files.
    func compact() async throws
    /// Whether something can be kept at this moment.
    func isWritable() async -> Bool
}
