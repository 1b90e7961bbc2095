internal import Dialogue
internal import Hummingbird

extension KayaRequestContext {
    /// The conversation that the path names, and who asks for it.
    /// - Throws: ``Problem`` with `not-found` for what cannot be anybody's.
    func conversation() throws(Problem) -> (ConversationID, Owner) {
        guard let owner, let id = parameters.get("conversation").flatMap({ ConversationID($0) }) else {
            throw Problem(.notFound)
        }
        return (id, owner)
    }

    /// The turn that the path names, and who asks for it.
    /// - Throws: ``Problem`` with `not-found` for what cannot be anybody's.
    func turn() throws(Problem) -> (TurnID, Owner) {
        guard let owner, let id = parameters.get("turn").flatMap({ TurnID($0) }) else { throw Problem(.notFound) }
        return (id, owner)
    }
}
