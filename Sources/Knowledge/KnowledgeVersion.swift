/// Names one state of the knowledge.
///
/// Two versions are equal exactly when the same documents with the same content were indexed in the same way, so an
/// answer kept under a version is still right while the version stands.
package struct KnowledgeVersion: Sendable, Hashable {
    /// Lower-case hexadecimal digits, or `empty` when nothing is known.
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The version of an index without documents.
    package static let empty = KnowledgeVersion(rawValue: "empty")
}
