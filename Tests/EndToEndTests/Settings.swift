/// Kaya's configuration in tests, as environment variables.
enum Settings {
    /// Clocks so short that a test can wait for them, and retries that do not.
    static let short = [
        "KAYA_MODEL_TIMEOUTS_RESPONSE_HEAD": "2s",
        "KAYA_MODEL_TIMEOUTS_FIRST_DELTA": "3s",
        "KAYA_MODEL_TIMEOUTS_IDLE": "2s",
        "KAYA_MODEL_MAXIMUM_ANSWER_CHARACTERS": "2000",
        "KAYA_MODEL_RETRY_BASE_DELAY": "50ms",
    ]

    /// Answers as long as a test likes.
    static let longAnswers = ["KAYA_MODEL_MAXIMUM_ANSWER_CHARACTERS": "1000000"]

    /// A turn that nobody reads is stopped after a second.
    static let shortGrace = ["KAYA_TURNS_GRACE": "1s"]

    /// Questions fail at the first failure.
    static let noRetries = ["KAYA_MODEL_RETRY_MAXIMUM_ATTEMPTS": "1"]
}
