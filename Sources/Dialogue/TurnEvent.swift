/// One entry in a turn's stream.
///
/// The rare, large cases are indirect, so that a log of thousands of deltas is an array of small values.
public enum TurnEvent: Hashable, Sendable {
    /// The turn exists and has a name.
    case started
    /// What it is waiting for.
    case status(TurnPhase)
    /// The documents the answer rests on.
    case sources([Source])
    /// A piece of the answer: everything one read of the model's socket brought.
    case delta(String)
    /// Something worth knowing that is not an error.
    indirect case notice(Notice)
    /// How the answer comes about; shown only to whoever may look into that.
    indirect case trace(TurnTrace)
    /// The answer is over and, where it is kept, stored.
    indirect case finished(TurnResult)
    /// The answer failed; the partial text stays true.
    indirect case failed(Problem, partialText: String)

    /// The event's name in the rich dialect.
    public var kind: TurnEventKind {
        switch self {
        case .started: .started
        case .status: .status
        case .sources: .sources
        case .delta: .delta
        case .notice: .notice
        case .trace(let trace): trace.kind
        case .finished: .finished
        case .failed: .failed
        }
    }

    /// Whether the stream ends with this event.
    public var isTerminal: Bool {
        switch self {
        case .finished, .failed: true
        default: false
        }
    }
}
