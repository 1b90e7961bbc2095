/// An index without documents: every search finds nothing.
package struct NoKnowledge: KnowledgeIndex {
    package init() {}

    package func search(_ query: String, language: String?, limit: Int) async throws -> SearchResult {
        SearchResult(passages: [], version: .empty)
    }

    package func version() async throws -> KnowledgeVersion {
        .empty
    }
}
