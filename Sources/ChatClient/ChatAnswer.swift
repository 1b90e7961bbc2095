public import Dialogue

/// An answer that ended without a failure.
public struct ChatAnswer: Hashable, Sendable {
    /// The turn's name; `nil` if the server gave none.
    public var turn: TurnID?
    /// The whole text, as the server keeps it.
    public var text: String
    /// How it ended. Only ``Dialogue/Finish/stop`` and ``Dialogue/Finish/other`` mean that it is complete.
    public var finish: Finish
    /// The documents it rests on.
    public var sources: [Source]
    /// What was to be known about it.
    public var notices: [Notice.Code]
    /// What the model's server counted.
    public var usage: TokenUsage?
    /// Whether it was replayed from an earlier answer.
    public var isCached: Bool

    /// An answer made of its parts.
    public init(
        turn: TurnID? = nil, text: String, finish: Finish = .stop, sources: [Source] = [],
        notices: [Notice.Code] = [],
        usage: TokenUsage? = nil, isCached: Bool = false
    ) {
        self.turn = turn
        self.text = text
        self.finish = finish
        self.sources = sources
        self.notices = notices
        self.usage = usage
        self.isCached = isCached
    }

    /// Whether nothing of the answer is missing.
    public var isComplete: Bool { finish == .stop || finish == .other }
}
