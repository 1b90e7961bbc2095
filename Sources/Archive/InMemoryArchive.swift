package import Dialogue
internal import Synchronization

/// Keeps conversations in memory until the process ends.
///
/// Bound: none of its own; it is for tests, for trying Kaya out, and as the plain reference of what a store does.
package final class InMemoryArchive: ConversationArchive {
    private let table = Mutex(ConversationTable())

    package init() {}

    package func create(_ conversation: StoredConversation) async throws {
        table.withLock { $0.create(conversation) }
    }

    package func conversation(_ id: ConversationID, of owner: Owner) async throws -> StoredConversation? {
        table.withLock { $0.conversation(id, of: owner) }
    }

    package func conversations(
        of owner: Owner, _ query: ConversationPage.Query
    ) async throws -> ConversationPage {
        table.withLock { $0.page(of: owner, query) }
    }

    package func change(
        _ id: ConversationID, of owner: Owner, _ change: ConversationChange
    ) async throws -> StoredConversation? {
        table.withLock { $0.change(id, of: owner, change) }
    }

    package func suggestTitle(_ title: String, for id: ConversationID, of owner: Owner) async throws {
        table.withLock { $0.suggestTitle(title, for: id, of: owner) }
    }

    package func delete(_ id: ConversationID, of owner: Owner) async throws -> Bool {
        table.withLock { $0.delete(id, of: owner) }
    }

    package func begin(_ turn: StoredTurn) async throws {
        try table.withLock { try $0.begin(turn) }
    }

    package func finish(
        _ id: TurnID, in place: TurnPlace?, sources: [Source], state: StoredTurn.State
    ) async throws {
        table.withLock { $0.finish(id, sources: sources, state: state) }
    }

    package func turn(_ id: TurnID, for owner: Owner?) async throws -> StoredTurn? {
        table.withLock { $0.turn(id, for: owner) }
    }

    package func turns(
        of id: ConversationID, owner: Owner, before: TurnID?, limit: Int
    ) async throws -> [StoredTurn]? {
        table.withLock { $0.turns(of: id, owner: owner, before: before, limit: limit) }
    }

    package func turn(
        ofRequest requestID: String, in id: ConversationID, owner: Owner
    ) async throws -> StoredTurn? {
        table.withLock { $0.turns(of: id, owner: owner)?.first { $0.requestID == requestID } }
    }

    package func setFeedback(_ feedback: Feedback?, for id: TurnID, of owner: Owner) async throws -> Bool {
        table.withLock { $0.setFeedback(feedback, for: id, of: owner) }
    }

    package func save(_ progress: [TurnProgress]) async throws {
        table.withLock { table in
            for step in progress { table.save(step) }
        }
    }

    package func interruptRunningTurns() async throws -> Int {
        table.withLock { $0.interruptRunningTurns() }
    }

    package func compact() async throws {}

    package func isWritable() async -> Bool { true }

    package func erase(_ owner: Owner) async throws -> Int {
        table.withLock { $0.deleteAll { $0.owner == owner } }
    }

    package func expire(_ kinds: Set<Owner.Kind>, before moment: Timestamp, limit: Int) async throws -> Int {
        table.withLock { table in
            table.deleteAll(limit: limit) { kinds.contains($0.owner.kind) && $0.updatedAt < moment }
        }
    }

    package func expireUnasked(before moment: Timestamp, limit: Int) async throws -> Int {
        table.withLock { $0.deleteUnasked(before: moment, limit: limit) }
    }
}
