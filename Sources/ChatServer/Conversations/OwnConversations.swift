internal import Archive
internal import Dialogue
internal import Hummingbird
internal import Turns

/// What people may do with their own conversations, whichever way they ask for it.
///
/// An id of somebody else is answered like one that does not exist.
struct OwnConversations: Sendable {
    let archive: any ConversationArchive
    let intake: TurnIntake
    let policy: RetentionPolicy
    let limits: ServerLimits
    let gate: ConversationGate
    let wallTime: @Sendable () -> Timestamp
    /// The language that a text is certain to be in.
    let languageOf: @Sendable (String) -> Language?

    /// Whose a new conversation is, and the value of `Set-Cookie` by which a visitor finds it again.
    ///
    /// - Parameter cookie: The cookie of a visitor who has none.
    func beginner(
        _ request: Request, _ context: KayaRequestContext, new cookie: VisitorCookie = .make()
    ) -> (owner: Owner, cookie: String?) {
        let cookie = VisitorCookie(request.headers, isSecure: context.client.isSecure) ?? cookie
        let owner = context.owner ?? cookie.owner
        guard owner.kind == .visitor else { return (owner, nil) }
        return (owner, cookie.field(isSecure: context.client.isSecure, lifetime: policy.visitors))
    }

    /// Begins a conversation.
    ///
    /// - Parameter id: Its id; a random one where none is given. One that is there already is left as it is.
    /// - Throws: ``Problem`` with `rate-limited`; those of the title and of the archive.
    func create(
        _ body: ConversationBody, id: ConversationID? = nil, owner: Owner, _ context: KayaRequestContext
    ) async throws -> StoredConversation {
        var generator = SystemRandomNumberGenerator()
        let now = wallTime()
        let title = try body.checkedTitle(limits)
        let conversation = StoredConversation(
            id: id ?? .random(using: &generator), owner: owner, title: title ?? "", isTitleChosen: title != nil,
            isPinned: body.pinned ?? false, isArchived: body.archived ?? false, createdAt: now, updatedAt: now)
        try gate.enter(context)
        try await ArchiveAccess.run { try await archive.create(conversation) }
        return conversation
    }

    /// The conversation that the path names, with the newest turns before one, oldest first.
    /// - Throws: ``Problem`` with `not-found`; those of the archive.
    func kept(
        _ context: KayaRequestContext, before: TurnID?, limit: Int
    ) async throws -> (StoredConversation, [StoredTurn]) {
        let (id, owner) = try context.conversation()
        return try await ArchiveAccess.run {
            guard let conversation = try await archive.conversation(id, of: owner),
                let turns = try await archive.turns(of: id, owner: owner, before: before, limit: limit)
            else { throw Problem(.notFound) }
            return (conversation, turns)
        }
    }

    /// Changes the conversation that the path names.
    func change(_ body: ConversationBody, _ context: KayaRequestContext) async throws -> StoredConversation {
        let (id, owner) = try context.conversation()
        let change = ConversationChange(
            title: try body.checkedTitle(limits), isPinned: body.pinned, isArchived: body.archived)
        let changed = try await ArchiveAccess.run { try await archive.change(id, of: owner, change) }
        guard let changed else { throw Problem(.notFound) }
        return changed
    }

    /// Deletes the conversation that the path names, with all that is in it.
    func delete(_ context: KayaRequestContext) async throws {
        let (id, owner) = try context.conversation()
        guard try await ArchiveAccess.run({ try await archive.delete(id, of: owner) }) else {
            throw Problem(.notFound)
        }
        intake.discardTurns { $0.conversation == id }
        try await ArchiveAccess.run { try await archive.compact() }
    }

    /// Erases everything that is kept of somebody.
    func erase(_ owner: Owner) async throws {
        _ = try await ArchiveAccess.run { try await archive.erase(owner) }
        intake.discardTurns { $0.owner == owner }
        try await ArchiveAccess.run { try await archive.compact() }
    }
}
