package import Dialogue

/// A complete answer that is given again to an equal question.
package struct CachedAnswer: Sendable, Hashable {
    package var text: String
    package var sources: [Source]
    /// When a model wrote it.
    package var answeredAt: Timestamp

    package init(text: String, sources: [Source], answeredAt: Timestamp) {
        self.text = text
        self.sources = sources
        self.answeredAt = answeredAt
    }
}
