/// Which configured model answers: the name an operator gave it and the name its server knows.
package struct ModelIdentity: Sendable, Hashable {
    /// The operator's label for this model server, such as `primary`; safe to use as a metric label.
    package var label: String
    /// The model's name on its server, such as `gpt-4o-mini`.
    package var model: String
    /// Whether it answers by quoting passages instead of writing.
    package var isQuoting: Bool

    package init(label: String, model: String, isQuoting: Bool = false) {
        self.label = label
        self.model = model
        self.isQuoting = isQuoting
    }
}
