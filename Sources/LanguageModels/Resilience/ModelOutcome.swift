internal import Diagnostics

/// How a completion ended, as a metric label.
package enum ModelOutcome: String, MetricLabel {
    case complete
    case length
    case contentFilter = "content-filter"
    case refusal
    case otherReason = "other-reason"
    case cancelled
    case rateLimited = "rate-limited"
    case timeout
    case unreachable
    case cut
    case truncated
    case empty
    case malformed
    case serverError = "server-error"
    case misconfigured
    case rejected
    case contentFiltered = "content-filtered"
    case breakerOpen = "breaker-open"
    case tooLong = "too-long"
    /// An error that no model should throw.
    case unexpected

    /// The outcome of a completion that came.
    package init(_ reason: Completion.FinishReason) {
        self =
            switch reason {
            case .stop: .complete
            case .length: .length
            case .contentFilter: .contentFilter
            case .refusal: .refusal
            case .other: .otherReason
            }
    }

    /// The outcome of a completion that did not come.
    package init(_ error: any Error, isCancelled: Bool) {
        if isCancelled || error is CancellationError {
            self = .cancelled
        } else if let error = error as? ModelError {
            self = ModelOutcome(rawValue: error.code.rawValue) ?? .unexpected
        } else {
            self = .unexpected
        }
    }
}
