/// What a reader thought of an answer.
public struct Feedback: Hashable, Sendable, Codable {
    /// Helpful or not.
    public enum Rating: String, Hashable, Sendable, Codable, CaseIterable {
        /// It helped.
        case up
        /// It did not.
        case down
    }

    /// The closed set of reasons.
    public enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
        /// Something in it is wrong.
        case wrong
        /// It lacks something.
        case incomplete
        /// It is no answer to what was asked.
        case offTopic = "off-topic"
        /// It is hard to understand.
        case unclear
        /// A source is missing or does not say that.
        case source
        /// Something else.
        case other
    }

    /// Helpful or not.
    public var rating: Rating
    /// Why.
    public var reason: Reason?
    /// In the reader's own words.
    public var comment: String?

    /// Feedback made of its parts.
    public init(rating: Rating, reason: Reason? = nil, comment: String? = nil) {
        self.rating = rating
        self.reason = reason
        self.comment = comment
    }
}
