/// What the organisation knows, searchable by a person's question.
package protocol KnowledgeIndex: Sendable {
    /// Finds the passages that answer a question best.
    ///
    /// Every string is a valid query: an empty one, one of punctuation, of a megabyte or in the syntax of a database
    /// finds little or nothing, and never throws. Only the first `QueryAnalysis.maximumCharacters` are read.
    ///
    /// - Parameters:
    ///   - query: The question in the person's own words.
    ///   - language: The language whose documents come first, as a BCP 47 tag; `nil` guesses it from the query.
    ///   - limit: How many passages at most; less than one finds nothing.
    /// - Throws: `CancellationError` when the task is cancelled, or the storage's error when it cannot be read.
    func search(_ query: String, language: String?, limit: Int) async throws -> SearchResult

    /// The version that a search begun now would use.
    func version() async throws -> KnowledgeVersion
}
