package import Dialogue

/// What the server shows of the organisation's documents themselves, wherever they lie.
package struct ServedKnowledge: Sendable {
    /// What a cited document says now at the place that was cited; `nil` when it has changed or is gone.
    package var passage: @Sendable (Source) async throws -> CitedPassage?
    /// Questions to begin with. Empty where there are none, or none can be read.
    package var examples: @Sendable (Language) async -> [String]

    /// Documents as these closures show them.
    package init(
        passage: @escaping @Sendable (Source) async throws -> CitedPassage?,
        examples: @escaping @Sendable (Language) async -> [String]
    ) {
        self.passage = passage
        self.examples = examples
    }

    /// No documents.
    package static let none = ServedKnowledge(passage: { _ in nil }, examples: { _ in [] })
}
