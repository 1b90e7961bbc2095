/// Something a reader should know about an answer that is not an error.
public struct Notice: Hashable, Sendable, Codable {
    /// The closed set of notices.
    public enum Code: String, Hashable, Sendable, Codable, CaseIterable {
        /// Looking things up failed or took too long; the answer does without.
        case retrievalFailed = "retrieval-failed"
        /// Nothing was found on this question.
        case nothingFound = "nothing-found"
        /// The preferred model is not available; another one answers.
        case modelReplaced = "model-replaced"
        /// The answer could not be stored yet; it may be missing later.
        case notSaved = "not-saved"
        /// No model is available or configured; the answer quotes the documents.
        case quoting
    }

    /// Which notice.
    public var code: Code

    /// A notice.
    public init(_ code: Code) { self.code = code }
}
