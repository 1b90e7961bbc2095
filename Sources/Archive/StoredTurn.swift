package import Dialogue

/// A turn as it is kept: the question, and what became of it.
package struct StoredTurn: Sendable, Hashable {
    /// How far a turn has come.
    package enum State: Sendable, Hashable {
        case running
        case finished(TurnResult)
        case failed(Problem, partialText: String)
    }

    package var id: TurnID
    package var question: String
    package var sources: [Source]
    package var state: State

    package init(id: TurnID, question: String, sources: [Source] = [], state: State = .running) {
        self.id = id
        self.question = question
        self.sources = sources
        self.state = state
    }
}
