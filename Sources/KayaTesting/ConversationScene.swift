package import Archive
package import Dialogue

/// Two owners and an archive, for the clauses of ``ConversationArchiveContract``.
package struct ConversationScene: Sendable {
    package let archive: any ConversationArchive
    package let anna = Owner(.visitor, high: 1, low: 1)
    package let bert = Owner(.account, high: 1, low: 1)

    package init(_ archive: any ConversationArchive) {
        self.archive = archive
    }

    /// Begins a conversation.
    @discardableResult
    package func begin(
        _ number: UInt64, of owner: Owner, at time: Int64 = 1_000, isPinned: Bool = false, title: String = ""
    ) async throws -> StoredConversation {
        let moment = Timestamp(milliseconds: time)
        let conversation = StoredConversation(
            id: ConversationID(high: 0, low: number), owner: owner, title: title, isTitleChosen: !title.isEmpty,
            isPinned: isPinned, createdAt: moment, updatedAt: moment)
        try await archive.create(conversation)
        return conversation
    }

    /// Asks within a conversation.
    @discardableResult
    package func ask(
        _ question: String, _ number: UInt64, in conversation: StoredConversation, at time: Int64 = 2_000,
        request: String? = nil, relation: TurnRelation? = nil
    ) async throws -> StoredTurn {
        let place = TurnPlace(owner: conversation.owner, conversation: conversation.id, relation: relation)
        let turn = StoredTurn(
            id: TurnID(high: 9, low: number), question: question, place: place, requestID: request,
            askedAt: Timestamp(milliseconds: time))
        try await archive.begin(turn)
        return turn
    }

    /// Answers a turn.
    package func answer(_ turn: StoredTurn, _ text: String) async throws {
        let result = TurnResult(finish: .stop, fullText: text)
        try await archive.finish(turn.id, in: turn.place, sources: [], state: .finished(result))
    }

    /// The error that something ends with.
    func code(of work: () async throws -> Void) async -> ArchiveError.Code? {
        do {
            try await work()
            return nil
        } catch {
            return (error as? ArchiveError)?.code
        }
    }
}
