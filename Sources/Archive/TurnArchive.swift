package import Dialogue

/// Keeps turns: first that a question was asked, later what became of it.
///
/// `finish` before a turn's last event is sent is what makes "finished means stored" true. Every conformer passes
/// `TurnArchiveContract`.
package protocol TurnArchive: Sendable {
    /// Records that a turn has begun. When this returns the question is kept as safely as this archive promises.
    ///
    /// - Throws: ``ArchiveError`` with `unknownConversation` when the turn's place is no conversation of its owner,
    ///   `duplicateRequest` when that conversation has a turn of this request already.
    func begin(_ turn: StoredTurn) async throws
    /// Records how a turn ended. A turn that has ended keeps its first ending; an unknown one is ignored.
    ///
    /// - Parameter place: Where the turn is kept, as it was begun.
    func finish(_ id: TurnID, in place: TurnPlace?, sources: [Source], state: StoredTurn.State) async throws
    /// The turn of this id as far as it is known. One in a conversation is there for its owner alone, one outside of
    /// every conversation for whoever knows its id.
    func turn(_ id: TurnID, for owner: Owner?) async throws -> StoredTurn?
}
