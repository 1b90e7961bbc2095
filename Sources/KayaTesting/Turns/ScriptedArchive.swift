package import Archive
package import Dialogue

/// An archive in memory that lets a test look at, hold up or refuse what is stored.
package struct ScriptedArchive: TurnArchive {
    private let kept = InMemoryTurnArchive(capacity: 1_000)
    private let beginning: @Sendable (StoredTurn) async throws -> Void
    private let finishing: @Sendable (TurnID, StoredTurn.State) async throws -> Void

    /// An archive that calls these before it stores; what they throw it throws instead of storing.
    package init(
        beginning: @escaping @Sendable (StoredTurn) async throws -> Void = { _ in },
        finishing: @escaping @Sendable (TurnID, StoredTurn.State) async throws -> Void = { _, _ in }
    ) {
        self.beginning = beginning
        self.finishing = finishing
    }

    package func begin(_ turn: StoredTurn) async throws {
        try await beginning(turn)
        try await kept.begin(turn)
    }

    package func finish(
        _ id: TurnID, in place: TurnPlace?, sources: [Source], state: StoredTurn.State
    ) async throws {
        try await finishing(id, state)
        try await kept.finish(id, in: place, sources: sources, state: state)
    }

    package func turn(_ id: TurnID, for owner: Owner?) async throws -> StoredTurn? {
        try await kept.turn(id, for: owner)
    }
}
