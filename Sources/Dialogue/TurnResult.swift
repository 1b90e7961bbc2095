/// A finished answer.
public struct TurnResult: Hashable, Sendable {
    /// How it ended.
    public var finish: Finish
    /// The whole text; it wins over what was pieced together.
    public var fullText: String
    /// What the model's server counted.
    public var usage: TokenUsage?
    /// Whether the answer was replayed from an earlier one.
    public var isCached: Bool

    /// A result made of its parts.
    public init(finish: Finish, fullText: String, usage: TokenUsage? = nil, isCached: Bool = false) {
        self.finish = finish
        self.fullText = fullText
        self.usage = usage
        self.isCached = isCached
    }
}
