package import Knowledge

/// What taking a folder in changed.
package struct IngestReport: Sendable, Hashable {
    package var added = 0
    package var changed = 0
    package var removed = 0
    package var unchanged = 0
    /// How many passages the whole index holds now.
    package var passages = 0
    /// What the authors of the documents should know.
    package var findings: [DocumentFinding] = []
    /// The version that searches see from now on.
    package var version = KnowledgeVersion.empty
    package var duration = Duration.zero
}
