/// How an answer is to be written.
public enum AnswerStyle: String, Codable, Hashable, Sendable, CaseIterable {
    /// As the operator's instructions say.
    case standard
    /// In plain language: short sentences of common words, for whoever finds other texts hard to read. The model writes
    /// so from the start; nothing is shortened afterwards.
    case plain
}
