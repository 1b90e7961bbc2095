internal import Archive
internal import Dialogue
internal import LiveStreams
internal import Turns

/// A turn as it is at this moment: what is stored of it, or while it runs, what its log says.
struct ShownTurn: Sendable {
    let id: TurnID
    let question: String
    let askedAt: Timestamp
    let relation: TurnRelation?
    let feedback: Feedback?
    private(set) var sources: [Source]
    private(set) var text: String
    private(set) var notices: [Notice] = []
    /// What it waits for, while it runs.
    private(set) var phase: TurnPhase?
    /// How it ended; a running one has not.
    private(set) var state: StoredTurn.State

    /// A turn as it is stored.
    init(_ turn: StoredTurn) {
        id = turn.id
        question = turn.question
        askedAt = turn.askedAt
        relation = turn.place?.relation
        feedback = turn.feedback
        sources = turn.sources
        text = turn.text
        state = turn.state
    }

    /// A turn as it is stored, with all that its log says.
    init(_ turn: StoredTurn, events: [TurnEvent]) {
        self.init(turn)
        let transcript = TurnTranscript(events)
        text = transcript.text
        sources = transcript.sources
        for event in events {
            switch event {
            case .status(let phase): self.phase = phase
            case .notice(let notice): notices.append(notice)
            case .delta: phase = .writing
            case .finished(let result):
                state = .finished(result)
                text = result.fullText
            case .failed(let problem, let partialText):
                state = .failed(problem, partialText: partialText)
                text = partialText
            default: break
            }
        }
    }

    /// Whether it has not ended.
    var isRunning: Bool {
        if case .running = state { true } else { false }
    }

    /// Whether its answer broke off where it could go on.
    var canGoOn: Bool {
        guard !text.isEmpty else { return false }
        switch state {
        case .running: return false
        case .failed: return true
        case .finished(let result): return [.stopped, .interrupted, .length].contains(result.finish)
        }
    }
}
