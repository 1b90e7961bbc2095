/// The bounds within which documents are read.
package struct DocumentLimits: Sendable, Hashable {
    /// Larger files are skipped with a finding. In bytes.
    package var maximumFileSize: Int
    /// Deeper folders are skipped with a finding.
    package var maximumFolderDepth: Int
    /// Files beyond this number are skipped with one finding.
    package var maximumFiles: Int
    /// A passage longer than this is cut at the border of a paragraph, else a sentence, else a word. In characters.
    package var passageLength: Int

    package init(
        maximumFileSize: Int = 10 * 1024 * 1024,
        maximumFolderDepth: Int = 16,
        maximumFiles: Int = 100_000,
        passageLength: Int = 900
    ) {
        self.maximumFileSize = maximumFileSize
        self.maximumFolderDepth = maximumFolderDepth
        self.maximumFiles = maximumFiles
        self.passageLength = passageLength
    }
}
