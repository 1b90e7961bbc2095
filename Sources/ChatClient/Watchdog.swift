/// Ends work that takes too long.
struct Watchdog: Sendable {
    /// The time was over.
    struct Stalled: Error, CustomStringConvertible {
        let limit: Duration
        var description: String { "nothing came for \(limit)" }
    }

    let limit: Duration
    let clock: any Clock<Duration>

    /// Runs `work`, and cancels it when the limit is over.
    ///
    /// - Throws: what `work` throws, or ``Stalled``.
    func watch<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws
        -> Value
    {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await clock.sleep(for: limit)
                throw Stalled(limit: limit)
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}
