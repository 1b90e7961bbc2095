extension KeyDefinition {
    private static let delay = SettingKind.duration(.milliseconds(1)...(.seconds(3_600)))

    /// What happens when a model server fails.
    static let resilience: [ConfigurationKey: KeyDefinition] = [
        .maximumRetries: .init(
            .integer(0...10), "2", "How often a model server is asked again, only before the first word."),
        .retryFirstDelay: .init(
            delay, "500ms", "The wait before that; it doubles each time, less up to a quarter by chance."),
        .retryMaximumDelay: .init(delay, "8s", "The longest wait of Kaya's own choice."),
        .retryShare: .init(
            .number(0...1), "0.2", "The share of the running calls that may be asking again; others fail at once."),
        .retryMinimum: .init(.integer(0...1_000), "3", "How many may ask again however few are running."),
        .breakerWindow: .init(delay, "60s", "Over which time failures of a model server are counted."),
        .breakerMinimumFailures: .init(
            .integer(1...10_000), "5", "The fewest failures in that time after which the server is no longer asked."),
        .breakerFailureRatio: .init(
            .number(0.01...1), "0.5", "The least share of failures among all answers for that."),
        .breakerConsecutiveFailures: .init(
            .integer(1...10_000), "5", "Failures in a row after which the server is no longer asked."),
        .breakerSlowFirstToken: .init(
            delay, "15s", "When the first words of eight answers take longer in the median, likewise."),
        .breakerOpenDelay: .init(
            delay, "5s", "After which time one question tries whether it works again; doubles each time it does not."),
        .breakerMaximumOpenDelay: .init(delay, "60s", "The longest such time."),
    ]
}
