internal import Dialogue

/// Conversations and their turns as plain values: what ``ConversationArchive`` means, without a store.
struct ConversationTable {
    private var conversations: [ConversationID: StoredConversation] = [:]
    /// In the order they were asked.
    private var turns: [ConversationID: [StoredTurn]] = [:]
    private var conversationsByTurn: [TurnID: ConversationID] = [:]

    func conversation(_ id: ConversationID, of owner: Owner) -> StoredConversation? {
        conversations[id].flatMap { $0.owner == owner ? $0 : nil }
    }

    func turns(of id: ConversationID, owner: Owner) -> [StoredTurn]? {
        conversation(id, of: owner).map { _ in turns[id] ?? [] }
    }

    func turns(of id: ConversationID, owner: Owner, before: TurnID?, limit: Int) -> [StoredTurn]? {
        turns(of: id, owner: owner).map { turns in
            let end = before.map { id in turns.firstIndex { $0.id == id } ?? 0 } ?? turns.count
            return Array(turns[..<end].suffix(limit))
        }
    }

    func turn(_ id: TurnID, for owner: Owner?) -> StoredTurn? {
        guard let owner, let conversation = conversationsByTurn[id] else { return nil }
        return turns(of: conversation, owner: owner)?.first { $0.id == id }
    }

    func page(of owner: Owner, _ query: ConversationPage.Query) -> ConversationPage {
        let found = conversations.values
            .filter { $0.owner == owner && $0.isArchived == query.isArchived && contains($0, query.search) }
            .map { (cursor: ConversationPage.Cursor($0), conversation: $0) }
            .filter { row in query.after.map { $0.precedes(row.cursor) } ?? true }
            .sorted { $0.cursor.precedes($1.cursor) }
        let page = found.prefix(query.limit)
        return ConversationPage(
            conversations: page.map(\.conversation), next: found.count > page.count ? page.last?.cursor : nil)
    }

    private func contains(_ conversation: StoredConversation, _ search: String?) -> Bool {
        guard let search = search.map(FoldedText.init) else { return true }
        return search.isContained(in: conversation.title)
            || (turns[conversation.id] ?? []).contains {
                search.isContained(in: $0.question) || search.isContained(in: $0.text)
            }
    }

    mutating func create(_ conversation: StoredConversation) {
        if conversations[conversation.id] == nil { conversations[conversation.id] = conversation }
    }

    mutating func change(
        _ id: ConversationID, of owner: Owner, _ change: ConversationChange
    ) -> StoredConversation? {
        guard var conversation = conversation(id, of: owner) else { return nil }
        if let title = change.title { (conversation.title, conversation.isTitleChosen) = (title, true) }
        conversation.isPinned = change.isPinned ?? conversation.isPinned
        conversation.isArchived = change.isArchived ?? conversation.isArchived
        conversations[id] = conversation
        return conversation
    }

    mutating func suggestTitle(_ title: String, for id: ConversationID, of owner: Owner) {
        guard conversation(id, of: owner)?.isTitleChosen == false else { return }
        conversations[id]?.title = title
    }

    mutating func begin(_ turn: StoredTurn) throws {
        guard let place = turn.place, let existing = turns(of: place.conversation, owner: place.owner) else {
            throw ArchiveError(.unknownConversation, "There is no such conversation.")
        }
        if let requestID = turn.requestID, existing.contains(where: { $0.requestID == requestID }) {
            throw ArchiveError(.duplicateRequest, "The conversation has this request already.")
        }
        turns[place.conversation, default: []].append(turn)
        conversationsByTurn[turn.id] = place.conversation
        conversations[place.conversation]?.updatedAt = turn.askedAt
        if conversations[place.conversation]?.title.isEmpty == true {
            conversations[place.conversation]?.title = ConversationTitle.words(of: turn.question)
        }
    }

    mutating func finish(_ id: TurnID, sources: [Source], state: StoredTurn.State) {
        update(id) { turn in
            guard turn.isRunning else { return }
            (turn.sources, turn.state) = (sources, state)
        }
    }

    mutating func save(_ progress: TurnProgress) {
        update(progress.id) { turn in
            guard turn.isRunning else { return }
            turn.sources = progress.sources
            turn.state = .running(partialText: progress.text, position: progress.position)
        }
    }

    mutating func setFeedback(_ feedback: Feedback?, for id: TurnID, of owner: Owner) -> Bool {
        guard turn(id, for: owner) != nil else { return false }
        update(id) { $0.feedback = feedback }
        return true
    }

    mutating func interruptRunningTurns() -> Int {
        var count = 0
        for id in conversationsByTurn.keys {
            update(id) { turn in
                guard turn.isRunning else { return }
                turn.state = .finished(TurnResult(finish: .interrupted, fullText: turn.text))
                count += 1
            }
        }
        return count
    }

    private mutating func update(_ id: TurnID, _ change: (inout StoredTurn) -> Void) {
        guard let conversation = conversationsByTurn[id],
            let index = turns[conversation]?.firstIndex(where: { $0.id == id }), var turn = turns[conversation]?[index]
        else { return }
        change(&turn)
        turns[conversation]?[index] = turn
    }

    mutating func delete(_ id: ConversationID, of owner: Owner) -> Bool {
        guard conversation(id, of: owner) != nil else { return false }
        remove(id)
        return true
    }

    mutating func deleteAll(limit: Int = .max, where isGone: (StoredConversation) -> Bool) -> Int {
        let gone = conversations.values.filter(isGone).sorted { $0.updatedAt < $1.updatedAt }.prefix(limit)
        for conversation in gone { remove(conversation.id) }
        return gone.count
    }

    mutating func deleteUnasked(before moment: Timestamp, limit: Int) -> Int {
        let asked = Set(turns.keys)
        return deleteAll(limit: limit) { $0.createdAt < moment && !asked.contains($0.id) }
    }

    private mutating func remove(_ id: ConversationID) {
        conversations[id] = nil
        for turn in turns.removeValue(forKey: id) ?? [] { conversationsByTurn[turn.id] = nil }
    }
}
