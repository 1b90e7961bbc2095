extension KeyDefinition {
    /// Running answers and their streams.
    static let turns: [ConfigurationKey: KeyDefinition] = [
        .maximumRunning: .init(.integer(1...100_000), "256", "Answers that are written at once; further ones wait."),
        .maximumQueued: .init(
            .integer(0...100_000), "512", "Questions that may wait; further ones are refused with `overloaded`."),
        .maximumEvents: .init(
            .integer(16...999_990), "100000", "Events of one answer, which then ends with `answer-too-long`."),
        .grace: .init(
            .duration(.zero...(.seconds(3_600))), "30s",
            "How long an answer goes on after its last reader has left; then the model is stopped."),
        .retention: .init(
            .duration(.seconds(1)...(.seconds(86_400))), "10m",
            "How long a finished answer can be read again at least; later only as it is stored, or it is `stream-lost`."
        ),
        .maximumFinished: .init(
            .integer(1...1_000_000), "4096", "Finished answers that are kept; the oldest is forgotten first."),
        .duplicateWindow: .init(
            .duration(.zero...(.seconds(600))), "10s",
            "How long the same question of the same visitor is taken for a repeated request."),
        .drainTimeout: .init(
            .duration(.zero...(.seconds(3_600))), "25s",
            "How long running answers may go on after SIGTERM; then they end with `producer-lost`."),
        .sharesEqualQuestions: .init(
            .flag, "true", "Whether equal questions of different visitors share an answer that is being written."),
        .heartbeat: .init(
            .duration(.milliseconds(100)...(.seconds(60))), "10s",
            "After this much silence a reader gets a sign of life."),
        .writeTimeout: .init(
            .duration(.milliseconds(100)...(.seconds(600))), "20s",
            "A reader that takes nothing for this long is cut; it may come back. Other answers have two seconds more."),
        .poll: .init(
            .duration(.milliseconds(10)...(.seconds(120))), "25s",
            "The longest a long poll waits; then it answers empty."),
    ]
}
