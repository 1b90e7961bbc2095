internal import NIOCore
internal import NIOPosix

/// The continuous clock, with sleeps that are timers of the event loop: no other thread is woken for them.
///
/// The same instants as `ContinuousClock`; a sleep may end up to a millisecond late.
struct EventLoopClock: Clock {
    private let clock = ContinuousClock()

    var now: ContinuousClock.Instant { clock.now }
    var minimumResolution: Duration { .milliseconds(1) }

    /// Waits until `deadline`.
    ///
    /// - Throws: `CancellationError` as soon as the task is cancelled.
    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        let timer = MultiThreadedEventLoopGroup.singleton.any()
            .scheduleTask(in: TimeAmount(now.duration(to: deadline))) {}
        do {
            try await withTaskCancellationHandler {
                try await timer.futureResult.get()
            } onCancel: {
                timer.cancel()
            }
        } catch {
            throw CancellationError()
        }
    }
}
