/// How questions are answered.
package struct AnsweringConfiguration: Sendable, Hashable {
    /// How long looking things up may take; then the answer does without. Default 2 s.
    package var retrievalTimeout: Duration = .seconds(2)
    /// Passages asked of the index.
    package var maximumPassages = 6

    package init() {}
}
