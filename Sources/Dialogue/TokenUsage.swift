/// Tokens counted by the model's server for one answer.
public struct TokenUsage: Hashable, Sendable, Codable {
    /// Tokens of the question with everything sent along.
    public var promptTokens: Int
    /// Tokens of the answer.
    public var completionTokens: Int

    /// A count made of its parts.
    public init(promptTokens: Int, completionTokens: Int) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
    }
}
