package import Dialogue

/// Keeps turns: first that a question was asked, later what became of it.
///
/// `finish` before a turn's last event is sent is what makes "finished means stored" true. Every conformer passes
/// `TurnArchiveContract`.
package protocol TurnArchive: Sendable {
    /// Records that a turn has begun. When this returns the question is kept as safely as this archive promises.
    func begin(_ turn: StoredTurn) async throws
    /// Records how a turn ended. A turn that has ended keeps its first ending; an unknown one is ignored.
    func finish(_ id: TurnID, sources: [Source], state: StoredTurn.State) async throws
    /// The turn of this id, as far as it is known.
    func turn(_ id: TurnID) async throws -> StoredTurn?
}
