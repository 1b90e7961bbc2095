package import Knowledge

/// How a knowledge index on SQLite is opened and filled.
package struct SQLiteKnowledgeConfiguration: Sendable {
    /// How long to wait while another process writes.
    package var busyTimeout: Duration
    /// How many searches run at once; further ones wait.
    package var maximumReaders: Int
    /// The bounds for documents.
    package var documents: DocumentLimits
    /// What every search knows besides the folder's own `synonyms.yaml`.
    package var synonyms: Synonyms

    package init(
        busyTimeout: Duration = .seconds(10),
        maximumReaders: Int = 4,
        documents: DocumentLimits = DocumentLimits(),
        synonyms: Synonyms = .administration
    ) {
        self.busyTimeout = busyTimeout
        self.maximumReaders = maximumReaders
        self.documents = documents
        self.synonyms = synonyms
    }
}
