import Archive
import Dialogue
import Synchronization

/// An archive that counts what is saved and can be locked.
final class CountingArchive: ConversationArchive {
    let saves = Atomic(0)
    let isLocked = Atomic(false)
    private let kept: InMemoryArchive

    private let beginning: @Sendable () async throws -> Void

    init(_ kept: InMemoryArchive, beginning: @escaping @Sendable () async throws -> Void = {}) {
        self.kept = kept
        self.beginning = beginning
    }

    private func check() throws {
        if isLocked.load(ordering: .relaxed) { throw ArchiveError(.unavailable, "locked") }
    }

    func begin(_ turn: StoredTurn) async throws {
        try check()
        try await beginning()
        try await kept.begin(turn)
    }

    func finish(_ id: TurnID, in place: TurnPlace?, sources: [Source], state: StoredTurn.State) async throws {
        try check()
        try await kept.finish(id, in: place, sources: sources, state: state)
    }

    func save(_ progress: [TurnProgress]) async throws {
        try check()
        saves.add(1, ordering: .relaxed)
        try await kept.save(progress)
    }

    func turn(_ id: TurnID, for owner: Owner?) async throws -> StoredTurn? { try await kept.turn(id, for: owner) }

    func create(_ conversation: StoredConversation) async throws { try await kept.create(conversation) }

    func conversation(_ id: ConversationID, of owner: Owner) async throws -> StoredConversation? {
        try await kept.conversation(id, of: owner)
    }

    func conversations(of owner: Owner, _ query: ConversationPage.Query) async throws -> ConversationPage {
        try await kept.conversations(of: owner, query)
    }

    func change(
        _ id: ConversationID, of owner: Owner, _ change: ConversationChange
    ) async throws -> StoredConversation? {
        try await kept.change(id, of: owner, change)
    }

    func suggestTitle(_ title: String, for id: ConversationID, of owner: Owner) async throws {
        try await kept.suggestTitle(title, for: id, of: owner)
    }

    func delete(_ id: ConversationID, of owner: Owner) async throws -> Bool { try await kept.delete(id, of: owner) }

    func turns(of id: ConversationID, owner: Owner, before: TurnID?, limit: Int) async throws -> [StoredTurn]? {
        try await kept.turns(of: id, owner: owner, before: before, limit: limit)
    }

    func turn(ofRequest requestID: String, in id: ConversationID, owner: Owner) async throws -> StoredTurn? {
        try await kept.turn(ofRequest: requestID, in: id, owner: owner)
    }

    func setFeedback(_ feedback: Feedback?, for id: TurnID, of owner: Owner) async throws -> Bool {
        try await kept.setFeedback(feedback, for: id, of: owner)
    }

    func interruptRunningTurns() async throws -> Int { try await kept.interruptRunningTurns() }

    func erase(_ owner: Owner) async throws -> Int { try await kept.erase(owner) }

    func expire(_ kinds: Set<Owner.Kind>, before moment: Timestamp, limit: Int) async throws -> Int {
        try await kept.expire(kinds, before: moment, limit: limit)
    }

    func expireUnasked(before moment: Timestamp, limit: Int) async throws -> Int {
        try await kept.expireUnasked(before: moment, limit: limit)
    }

    func compact() async throws {}

    func isWritable() async -> Bool { !isLocked.load(ordering: .relaxed) }
}
