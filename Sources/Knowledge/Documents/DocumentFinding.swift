/// Something about a file that its author should know.
package struct DocumentFinding: Sendable, Hashable {
    /// What became of the file.
    package enum Consequence: String, Sendable {
        /// The document was read all the same.
        case indexed
        /// The file is not part of the knowledge.
        case skipped
        /// The file could not be read this time; what was indexed of it before stays.
        case kept
    }

    /// The path relative to the folder.
    package let file: String
    /// One sentence for the author.
    package let reason: String
    package let consequence: Consequence

    package init(file: String, reason: String, consequence: Consequence) {
        self.file = file
        self.reason = reason
        self.consequence = consequence
    }
}
