extension LiveStream {
    /// Waits until there is something after a position, or the stream has ended, or `timeout` has passed.
    ///
    /// - Parameter look: What a reader with a view of its own sees after a position; the log itself without one.
    /// - Returns: What there is then; empty after a timeout.
    /// - Throws: `CancellationError` when the task is cancelled.
    package func nextSlice(
        after sequence: Int,
        through look: (@Sendable (Int) -> StreamSlice<Event>)? = nil,
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
                    let slice = look?(sequence) ?? self.slice(after: sequence)
                    if !slice.isEmpty || slice.isEnded { return }
                    await signal.wait()
                    try Task.checkCancellation()
                }
            }
            try await group.next()
            group.cancelAll()
        }
        return look?(sequence) ?? slice(after: sequence)
    }
}
