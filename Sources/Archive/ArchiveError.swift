/// Why something could not be kept or found.
package struct ArchiveError: Error, Sendable, CustomStringConvertible {
    /// The closed set of reasons.
    package enum Code: String, Sendable, Hashable {
        /// The conversation does not exist, or belongs to somebody else: one answer for both.
        case unknownConversation
        /// The conversation has a turn of this request already.
        case duplicateRequest
        /// The store cannot be reached or written at the moment: locked, full or gone. Later it may be.
        case unavailable
        /// The store was written by a newer version.
        case newerSchema
        /// The store is no store of this kind, or damaged.
        case unusable
    }

    package let code: Code
    package let message: String
    package let cause: (any Error)?

    package init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    package var description: String {
        cause.map { "\(message) (\(code.rawValue): \($0))" } ?? "\(message) (\(code.rawValue))"
    }
}
