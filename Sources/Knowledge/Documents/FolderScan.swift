/// The documents that a folder offers, and the files that are not.
package struct FolderScan: Sendable, Hashable {
    /// Sorted by id.
    package var files: [DocumentFile] = []
    /// The text of `synonyms.yaml` at the folder's top, if there is one.
    package var synonyms: String?
    /// The text of `examples.yaml` there.
    package var examples: String?
    package var findings: [DocumentFinding] = []
}
