/// One utterance of a conversation.
public struct Message: Hashable, Sendable, Codable {
    /// Who said it.
    public enum Role: String, Hashable, Sendable, Codable {
        /// The person who asks.
        case user
        /// Kaya.
        case assistant
    }

    /// Who said it.
    public var role: Role
    /// What was said.
    public var text: String

    /// A message made of its parts.
    public init(role: Role, text: String) {
        self.role = role
        self.text = text
    }
}
