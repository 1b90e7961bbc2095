/// What an answer is waiting for.
public enum TurnPhase: String, Hashable, Sendable, Codable, CaseIterable {
    /// Waiting for a free place.
    case queued
    /// Looking things up.
    case retrieving
    /// The model is reasoning.
    case thinking
    /// Text is coming.
    case writing
    /// An attempt failed before its first word; another one follows.
    case retrying
}
