internal import Archive
internal import Dialogue

/// A stored turn on the wire.
struct TurnJSON: Encodable, Sendable {
    /// How far it has come.
    enum State: String, Encodable, Sendable {
        case running
        case finished
        case failed
    }

    let id: TurnID
    let question: String
    let askedAt: MomentText
    let state: State
    /// The answer, as much as there is of it.
    let text: String
    /// How it ended, when it did not fail.
    let finish: Finish?
    let cached: Bool?
    /// Why it failed.
    let problem: String?
    let sources: [Source]
    let usage: TokenUsage?
    let continues: TurnID?
    let repeats: TurnID?
    let feedback: Feedback?

    init(_ turn: StoredTurn) {
        id = turn.id
        question = turn.question
        askedAt = MomentText(turn.askedAt)
        text = turn.text
        sources = turn.sources
        feedback = turn.feedback
        (continues, repeats) =
            switch turn.place?.relation {
            case .continues(let id): (id, nil)
            case .repeats(let id): (nil, id)
            case nil: (nil, nil)
            }
        switch turn.state {
        case .running:
            (state, finish, cached, problem, usage) = (.running, nil, nil, nil, nil)
        case .finished(let result):
            (state, finish, cached, problem, usage) = (
                .finished, result.finish, result.isCached, nil, result.usage
            )
        case .failed(let failure, _):
            (state, finish, cached, problem, usage) = (.failed, nil, nil, failure.code.rawValue, nil)
        }
    }
}
