public import Dialogue

/// The clocks and bounds of a ``ChatClient``.
public struct ChatClientConfiguration: Sendable, Hashable {
    /// Where the server is: `http://127.0.0.1:8080`, with a path in front if a proxy adds one.
    public var url: String
    /// The language of the server's own words; `nil` leaves it to the server.
    public var language: Language?
    /// A connection that brings nothing for this long, not even a sign of life, is taken for dead and made anew.
    /// The server gives one every ten seconds.
    public var watchdog: Duration = .seconds(25)
    /// The wait before the first new attempt; it doubles up to ``longestDelay`` and is shortened by chance to a half at most.
    public var shortestDelay: Duration = .milliseconds(250)
    /// The longest wait between two attempts that the server did not ask for.
    public var longestDelay: Duration = .seconds(8)
    /// Attempts in a row that may bring nothing new; then the answer fails.
    public var maximumAttempts = 10
    /// How long all waits may take together before the server has taken the question. A server that asks for a longer one
    /// with `Retry-After` is believed, and the answer fails at once.
    public var startPatience: Duration = .seconds(20)
    /// How long all waits in a row may take together once an answer is being read.
    public var patience: Duration = .seconds(60)
    /// Bytes an answer may have; a longer one fails with ``ChatError/Code/tooLong``.
    public var maximumAnswerBytes = 8 << 20
    /// How long stopping an answer may take once the reading task was cancelled.
    public var stopTimeout: Duration = .seconds(2)

    /// The default clocks and bounds for the server at `url`.
    public init(url: String, language: Language? = nil) {
        self.url = url
        self.language = language
    }
}
