/// A finished answer.
public struct TurnResult: Hashable, Sendable {
    /// How it ended.
    public var finish: Finish
    /// The whole text; it wins over what was pieced together.
    public var fullText: String
    /// What the model's server counted.
    public var usage: TokenUsage?
    /// When a model wrote it, where it was replayed from an earlier answer.
    public var cachedAt: Timestamp?

    /// Whether the answer was replayed from an earlier one.
    public var isCached: Bool { cachedAt != nil }

    /// A result made of its parts.
    public init(finish: Finish, fullText: String, usage: TokenUsage? = nil, cachedAt: Timestamp? = nil) {
        self.finish = finish
        self.fullText = fullText
        self.usage = usage
        self.cachedAt = cachedAt
    }
}
