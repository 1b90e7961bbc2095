/// The bounds and clocks of running turns.
package struct TurnsConfiguration: Sendable, Hashable {
    /// Turns that may run at once; further ones wait.
    package var maximumRunning = 256
    /// Turns that may wait; further ones are refused with `overloaded`.
    package var maximumQueued = 512
    /// Turns of one client that may run or wait; further ones are refused with `rate-limited`.
    package var maximumPerClient = 64
    /// Turns that one client may begin in a minute; further ones are refused with `rate-limited`. 0 is no limit.
    package var maximumPerClientAndMinute = 120
    /// Events one turn may have before it ends with `answer-too-long`. Ids have room for 999,999.
    package var maximumEvents = 100_000
    /// How long a turn goes on after its last reader has left, and before its first one has come.
    package var grace: Duration = .seconds(30)
    /// How long a finished turn can be read again.
    package var retention: Duration = .seconds(600)
    /// Finished turns that are kept; the oldest goes first.
    package var maximumFinished = 4_096
    /// How long the same question of the same visitor is taken for a repeated request.
    package var duplicateWindow: Duration = .seconds(10)
    /// How long running turns may go on once shutdown has begun.
    package var drainTimeout: Duration = .seconds(25)
    /// Whether equal questions without history share one running turn.
    package var sharesEqualQuestions = true

    package init() {}
}
