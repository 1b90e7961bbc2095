/// Why an answer could not be read to its end.
public struct ChatError: Error, Sendable, CustomStringConvertible {
    /// The kind of failure. Later versions may add some.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name, for logs.
        public let description: String

        /// The server could not be reached.
        public static let unreachable = Code(description: "unreachable")
        /// The server did not take the question; ``ChatError/problem`` says why.
        public static let refused = Code(description: "refused")
        /// The answer failed; ``ChatError/problem`` says why.
        public static let failed = Code(description: "failed")
        /// The connection broke and could not be made again.
        public static let interrupted = Code(description: "interrupted")
        /// The server no longer has the answer.
        public static let lost = Code(description: "lost")
        /// What answered is no Kaya server, or its events cannot be read.
        public static let malformed = Code(description: "malformed")
        /// The answer is longer than the client's bound.
        public static let tooLong = Code(description: "too-long")
    }

    /// The kind of failure.
    public var code: Code
    /// A sentence for a log. It holds no question and no answer.
    public var message: String
    /// What the server said about it.
    public var problem: ChatProblem?
    /// The text that had come; it stays true.
    public var partialText: String
    /// The error below.
    public var cause: (any Error)?

    /// An error made of its parts.
    public init(
        _ code: Code, _ message: String, problem: ChatProblem? = nil, partialText: String = "",
        cause: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.problem = problem
        self.partialText = partialText
        self.cause = cause
    }

    /// Code, sentence and cause in one line.
    public var description: String {
        var text = "\(code): \(message)"
        if let problem { text += " (\(problem.code))" }
        if let cause { text += " (cause: \(cause))" }
        return text
    }
}
