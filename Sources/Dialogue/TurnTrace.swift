/// Something that happened inside a turn, for whoever looks into how its answer came about.
///
/// It says times, counts, labels that the operator chose and stable codes: never what was asked, found or answered, and
/// never an address or a key.
public struct TurnTrace: Hashable, Sendable {
    /// What happened.
    public enum Step: Hashable, Sendable {
        /// Looking things up is over. It took `duration` and found so many passages.
        case retrieved(duration: Duration, passages: Int)
        /// The prompt is composed: its tokens, estimated, and how many passages and earlier messages went into it.
        case prompted(tokens: Int, passages: Int, history: Int)
        /// A model has come to a state.
        case model(label: String, attempt: Int, state: ModelState)
        /// An attempt failed before its first text, with this code; the next one begins after `delay`.
        case retrying(label: String, attempt: Int, delay: Duration, code: String)
        /// A model is given up for this answer; a code of `breaker-open` means that it was not even asked.
        case passedOver(label: String, code: String)
    }

    /// How far a model has come.
    public enum ModelState: String, Hashable, Sendable, Codable, CaseIterable {
        /// It is being asked.
        case asked
        /// It reasons, and has said nothing yet.
        case thinking
        /// Its first text is here.
        case writing
    }

    /// When it happened: the time since answering began.
    public var at: Duration
    /// What happened.
    public var step: Step

    /// A step and when it happened.
    public init(_ step: Step, at time: Duration) {
        self.step = step
        at = time
    }

    /// The event's name in the rich dialect.
    public var kind: TurnEventKind {
        switch step {
        case .retrieved: .retrieved
        case .prompted: .prompted
        case .model: .model
        case .retrying: .retrying
        case .passedOver: .passedOver
        }
    }
}
