internal import Synchronization

/// How long the first token of a call took.
final class FirstToken: Sendable {
    private let stopwatch: Stopwatch
    private let sign = FirstSign()
    private let time = Mutex<Duration?>(nil)

    init(_ clock: any Clock<Duration>) {
        stopwatch = Stopwatch(clock)
    }

    /// `nil` until the first token.
    var elapsed: Duration? { time.withLock { $0 } }

    /// Notes the time if this is the first token, and says whether it was.
    @discardableResult
    func came() -> Bool {
        guard sign.happensNow() else { return false }
        let elapsed = stopwatch.elapsed()
        time.withLock { $0 = elapsed }
        return true
    }
}
