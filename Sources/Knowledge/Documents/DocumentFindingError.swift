/// A finding that took the place of a document.
package struct DocumentFindingError: Error, Sendable, Hashable {
    package let finding: DocumentFinding
}
