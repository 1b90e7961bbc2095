internal import Dialogue

/// The body of a new turn: a question, or what is to be done about an earlier turn.
struct NewTurnBody: Decodable, Sendable {
    /// The question; left out where an earlier turn is continued or repeated.
    var q: String?
    /// The sender's name for this request; the same name means the same request.
    var requestId: String?
    /// How the answer is to be written; `standard` when it is not said.
    var style: AnswerStyle?
    /// The turn whose answer is to go on.
    var continues: TurnID?
    /// The turn whose question is to be answered again.
    var repeats: TurnID?

    /// What the turn has to do with an earlier one.
    /// - Throws: ``Problem`` with `invalid-field` unless exactly one of question and earlier turn is there.
    func relation() throws(Problem) -> TurnRelation? {
        switch (q, continues, repeats) {
        case (.some, nil, nil): return nil
        case (nil, .some(let id), nil): return .continues(id)
        case (nil, nil, .some(let id)): return .repeats(id)
        case (nil, nil, nil): throw Problem(.invalidField, field: "q")
        case (_, .some, _): throw Problem(.invalidField, field: "continues")
        default: throw Problem(.invalidField, field: "repeats")
        }
    }
}
