/// How an answer that was not a failure ended.
public struct Finish: RawRepresentable, Hashable, Sendable, Codable {
    /// The word on the wire.
    public let rawValue: String

    /// A way of ending by its word on the wire; words this version does not know are kept.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The answer is complete.
    public static let stop = Finish(rawValue: "stop")
    /// A limit on the answer's length ended it.
    public static let length = Finish(rawValue: "length")
    /// Somebody who may stopped it; what was seen is kept.
    public static let stopped = Finish(rawValue: "stopped")
    /// The model refused; the text is its refusal.
    public static let refusal = Finish(rawValue: "refusal")
    /// The provider's content filter ended it.
    public static let contentFilter = Finish(rawValue: "content_filter")
    /// The server went away in the middle; what had come is kept.
    public static let interrupted = Finish(rawValue: "interrupted")
    /// Complete, for a reason this version has no word for.
    public static let other = Finish(rawValue: "other")
}
