/// What one read of the model's socket brought.
struct ReadOutcome {
    /// All text of the read.
    var delta: Delta?
    /// Whether the model reasoned.
    var isThinking = false
    /// Why nothing more will be read; text before it is in ``delta``.
    var failure: ModelError?
}
