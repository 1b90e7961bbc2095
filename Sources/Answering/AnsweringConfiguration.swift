/// How questions are answered.
package struct AnsweringConfiguration: Sendable, Hashable {
    /// How long looking things up may take; then the answer does without. Default 2 s.
    package var retrievalTimeout: Duration = .seconds(2)
    /// Passages asked of the index.
    package var maximumPassages = 6
    /// What tells the model that is asked first from every other, as part of the key of a kept answer; without one
    /// nothing is kept.
    package var model: String?

    package init() {}
}
