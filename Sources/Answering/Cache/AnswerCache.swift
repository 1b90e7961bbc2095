package import Dialogue

/// Keeps complete answers for equal questions. A cache that fails is no cache: it never fails an answer.
///
/// Bounded in entries and age by its conformer.
package protocol AnswerCache: Sendable {
    /// The answer of a key, if there is one that is not too old.
    func answer(_ key: AnswerKey) async -> CachedAnswer?
    /// Keeps an answer.
    ///
    /// - Parameters:
    ///   - turn: Where it was first given: when that turn is deleted, so is this.
    ///   - isStored: Whether that turn is kept in a conversation; if it is gone by now, nothing is kept of it.
    func keep(_ answer: CachedAnswer, for key: AnswerKey, turn: TurnID, isStored: Bool) async
}
