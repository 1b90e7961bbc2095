/// What came of reading one file.
package struct DocumentReading: Sendable, Hashable {
    /// `nil` when there is nothing to index; `findings` then say why.
    package let document: Document?
    package let findings: [DocumentFinding]
}
