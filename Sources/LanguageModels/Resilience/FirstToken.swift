internal import Synchronization

/// How long the first token of a call took.
final class FirstToken: DeliveryObserver {
    private let stopwatch: Stopwatch
    private let countsReasoning: Bool
    private let time = Mutex<Duration?>(nil)

    /// Starts to measure.
    /// - Parameter countsReasoning: Whether a token of reasoning is the first one, too.
    init(_ time: MonotonicTime, countsReasoning: Bool) {
        stopwatch = Stopwatch(time)
        self.countsReasoning = countsReasoning
    }

    /// `nil` until the first token.
    var elapsed: Duration? { time.withLock { $0 } }

    func modelReasons() {
        if countsReasoning { textBegins() }
    }

    func textBegins() {
        time.withLock { $0 = $0 ?? stopwatch.elapsed() }
    }
}
