extension LiveStream {
    /// Waits until there is something after a position, or the stream has ended, or `timeout` has passed.
    ///
    /// - Returns: What there is then; empty after a timeout.
    /// - Throws: `CancellationError` when the task is cancelled.
    package func nextSlice(
        after sequence: Int,
        timeout: Duration,
        clock: any Clock<Duration>
    ) async throws -> StreamSlice<Event> {
        let signal = WakeSignal()
        let registration = register { signal.signal() }
        defer { unregister(registration) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await clock.sleep(for: timeout) }
            group.addTask {
                while true {
                    let slice = self.slice(after: sequence)
                    if !slice.isEmpty || slice.isEnded { return }
                    await signal.wait()
                    try Task.checkCancellation()
                }
            }
            try await group.next()
            group.cancelAll()
        }
        return slice(after: sequence)
    }
}
