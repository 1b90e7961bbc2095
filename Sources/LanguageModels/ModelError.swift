/// Why a model did not complete a prompt.
///
/// The message and the cause are for logs, never for a reader. What the server said stands apart, because servers repeat
/// questions and keys: no log holds it.
package struct ModelError: Error, Sendable, CustomStringConvertible {
    /// The kind of failure; stable, and usable as a metric label.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        /// The server said 429 or that its quota per minute is used up.
        case rateLimited = "rate-limited"
        /// One of the clocks ran out; see ``ModelError/clock``.
        case timeout
        /// The connection could not be made (refused, no address, TLS failed).
        case unreachable
        /// The connection broke in the middle of an answer.
        case cut
        /// The body ended cleanly without a finish reason and without `[DONE]`.
        case truncated
        /// The server answered with no text at all.
        case empty
        /// The answer was no event stream of this dialect, or too much of it could not be read.
        case malformed
        /// The server reported an error, by status or in the stream.
        case serverError = "server-error"
        /// The server refuses these credentials, this model, this quota or this request: an operator must act.
        case misconfigured
        /// The request was refused as wrong (other 4xx).
        case rejected
        /// The provider's filter refused the question before any text.
        case contentFiltered = "content-filtered"
        /// The circuit breaker of this server is open.
        case breakerOpen = "breaker-open"
        /// The answer grew beyond its bound.
        case tooLong = "too-long"
    }

    /// The clocks a completion runs under.
    package enum Clock: String, Sendable, Hashable, CaseIterable {
        case connect
        case responseHead = "response-head"
        case firstDelta = "first-delta"
        case idle
        case total
    }

    package var code: Code
    package var message: String
    /// Which clock ran out, for ``Code/timeout``.
    package var clock: Clock?
    /// The HTTP status, if there was one.
    package var status: Int?
    /// Whether the same request may succeed when sent again.
    package var isRetryable: Bool
    /// How long the server asked to wait.
    package var retryAfter: Duration?
    package var cause: (any Error)?
    /// The server's own words, on one line of at most 200 characters. They may repeat the question and the key: for
    /// whoever brought both, such as `kaya doctor`. Not part of ``description``.
    package var upstreamWords: String?

    package init(
        _ code: Code,
        _ message: String,
        clock: Clock? = nil,
        status: Int? = nil,
        isRetryable: Bool? = nil,
        retryAfter: Duration? = nil,
        cause: (any Error)? = nil,
        upstreamWords: String? = nil
    ) {
        self.code = code
        self.message = message
        self.clock = clock
        self.status = status
        self.isRetryable = isRetryable ?? code.isUsuallyRetryable
        self.retryAfter = retryAfter
        self.cause = cause
        self.upstreamWords = upstreamWords
    }

    package var description: String {
        var text = "\(code.rawValue): \(message)"
        if let clock { text += " (clock: \(clock.rawValue))" }
        if let status { text += " (status \(status))" }
        if let cause { text += " (cause: \(cause))" }
        return text
    }
}

extension ModelError.Code {
    /// Whether failures of this kind usually pass when the request is sent again.
    package var isUsuallyRetryable: Bool {
        switch self {
        case .rateLimited, .timeout, .unreachable, .cut, .truncated, .empty, .serverError: true
        case .malformed, .misconfigured, .rejected, .contentFiltered, .breakerOpen, .tooLong: false
        }
    }
}
