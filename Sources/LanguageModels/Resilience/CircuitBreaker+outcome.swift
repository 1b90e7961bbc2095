extension CircuitBreaker.Outcome {
    /// What a call's end says about the server.
    ///
    /// - Parameter isCancelled: Whether the asking task was cancelled; then the error is a consequence of that.
    init(_ error: any Error, isCancelled: Bool) {
        guard !isCancelled, !(error is CancellationError) else {
            self = .neutral
            return
        }
        guard let error = error as? ModelError else {
            self = .failure
            return
        }
        self =
            switch error.code {
            case .timeout, .unreachable, .cut, .truncated, .empty, .malformed, .serverError: .failure
            case .rejected, .contentFiltered, .tooLong, .breakerOpen: .neutral
            case .rateLimited: .rateLimited(retryAfter: error.retryAfter)
            case .misconfigured: .misconfigured
            }
    }
}
