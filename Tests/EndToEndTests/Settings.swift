/// Kaya's configuration in tests, as environment variables.
enum Settings {
    /// Clocks so short that a test can wait for them, retries that do not wait, a breaker that stays closed.
    static let short = [
        "KAYA_MODEL_HEAD_TIMEOUT": "2s",
        "KAYA_MODEL_FIRST_DELTA_TIMEOUT": "3s",
        "KAYA_MODEL_IDLE_TIMEOUT": "2s",
        "KAYA_MODEL_MAX_CHARACTERS": "2000",
        "KAYA_RETRY_FIRST_DELAY": "20ms",
        "KAYA_BREAKER_MINIMUM_FAILURES": "1000",
        "KAYA_BREAKER_CONSECUTIVE_FAILURES": "1000",
    ]

    /// Answers as long as a test likes.
    static let longAnswers = ["KAYA_MODEL_MAX_CHARACTERS": "1000000"]

    /// Clocks for a server that sends each byte alone.
    static let patient = [
        "KAYA_MODEL_HEAD_TIMEOUT": "60s", "KAYA_MODEL_FIRST_DELTA_TIMEOUT": "60s", "KAYA_MODEL_IDLE_TIMEOUT": "60s",
    ]

    /// A turn that nobody reads is stopped after a second.
    static let shortGrace = ["KAYA_TURNS_GRACE": "1s"]

    /// Questions fail at the first failure.
    static let noRetries = ["KAYA_RETRY_MAXIMUM_RETRIES": "0"]
}
