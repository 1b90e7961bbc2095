package import Dialogue

/// A turn as it is kept: the question, and what became of it.
package struct StoredTurn: Sendable, Hashable {
    /// How far a turn has come.
    package enum State: Sendable, Hashable {
        /// It runs; what was saved of its text so far, and the position that text reaches to.
        case running(partialText: String = "", position: Int = 0)
        case finished(TurnResult)
        case failed(Problem, partialText: String)
    }

    package var id: TurnID
    package var question: String
    package var sources: [Source]
    package var state: State
    /// Where it is kept; `nil` for a turn outside every conversation.
    package var place: TurnPlace?
    /// The asker's name for the request, unique in its conversation.
    package var requestID: String?
    package var askedAt: Timestamp
    package var feedback: Feedback?

    /// A turn made of its parts.
    package init(
        id: TurnID,
        question: String,
        sources: [Source] = [],
        state: State = .running(),
        place: TurnPlace? = nil,
        requestID: String? = nil,
        askedAt: Timestamp = Timestamp(milliseconds: 0),
        feedback: Feedback? = nil
    ) {
        self.id = id
        self.question = question
        self.sources = sources
        self.state = state
        self.place = place
        self.requestID = requestID
        self.askedAt = askedAt
        self.feedback = feedback
    }
}

extension StoredTurn {
    /// Whether it has not ended.
    package var isRunning: Bool {
        if case .running = state { true } else { false }
    }

    /// The text there is: the whole answer, or as much as was saved of it.
    package var text: String {
        switch state {
        case .running(let text, _), .failed(_, let text): text
        case .finished(let result): result.fullText
        }
    }
}
