package import Dialogue

/// Keeps turns of conversations in one archive and all others in another, which forgets them soon.
package struct DividedTurnArchive: TurnArchive {
    private let passing: any TurnArchive
    private let kept: any TurnArchive

    /// An archive of two.
    /// - Parameters:
    ///   - passing: For turns outside every conversation.
    ///   - kept: For turns of conversations.
    package init(passing: any TurnArchive, kept: any TurnArchive) {
        self.passing = passing
        self.kept = kept
    }

    package func begin(_ turn: StoredTurn) async throws {
        try await (turn.place == nil ? passing : kept).begin(turn)
    }

    package func finish(
        _ id: TurnID, in place: TurnPlace?, sources: [Source], state: StoredTurn.State
    ) async throws {
        try await (place == nil ? passing : kept).finish(id, in: place, sources: sources, state: state)
    }

    package func turn(_ id: TurnID, for owner: Owner?) async throws -> StoredTurn? {
        if let turn = try await passing.turn(id, for: owner) { return turn }
        return try await kept.turn(id, for: owner)
    }
}
