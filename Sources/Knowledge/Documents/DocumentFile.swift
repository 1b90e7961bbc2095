/// A file of a folder that may be a document, not yet read.
package struct DocumentFile: Sendable, Hashable {
    /// The path relative to the folder, see `Passage.documentID`.
    package let id: String
    /// Where the file is, links resolved.
    package let path: String
    package let format: DocumentFormat
}
