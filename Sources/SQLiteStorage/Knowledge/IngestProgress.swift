/// How far taking a folder in is.
package struct IngestProgress: Sendable, Hashable {
    /// Files that were looked at.
    package let done: Int
    /// Files in the folder.
    package let total: Int
    /// The file that was looked at last.
    package let file: String
}
