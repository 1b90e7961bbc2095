/// Why a turn is ended before its answer is.
package enum StopReason: Sendable, Hashable {
    /// Somebody who may asked for it.
    case requested
    /// Nobody reads it any more.
    case abandoned
    /// The server is shutting down and the time for finishing is over.
    case shutdown
    /// The answer has as many events as it may have.
    case overlong
}
