/// What a search found, and in which state of the knowledge.
package struct SearchResult: Sendable {
    /// The passages found, best first.
    package let passages: [Passage]
    /// The version of the knowledge that all of `passages` come from.
    package let version: KnowledgeVersion

    package init(passages: [Passage], version: KnowledgeVersion) {
        self.passages = passages
        self.version = version
    }
}
