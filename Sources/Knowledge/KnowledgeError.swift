/// Why knowledge could not be read or indexed.
package struct KnowledgeError: Error, CustomStringConvertible {
    /// What went wrong, for programs.
    package enum Code: String, Sendable {
        /// The folder does not exist, is no folder or may not be read.
        case folderUnreadable = "folder-unreadable"
        /// The folder holds no document that can be read; the index was left as it was.
        case noDocuments = "no-documents"
        /// The file of questions does not follow its format.
        case malformedQuestions = "malformed-questions"
        /// The index was written by a newer version of the program.
        case newerSchema = "newer-schema"
        /// The index's file cannot be opened or is no index.
        case indexUnusable = "index-unusable"
    }

    package let code: Code
    /// One sentence that says what failed, where and what to do.
    package let message: String
    /// The error below, where there was one.
    package let cause: (any Error)?

    package init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    package var description: String {
        guard let cause else { return "\(code.rawValue): \(message)" }
        return "\(code.rawValue): \(message) (\(cause))"
    }
}
