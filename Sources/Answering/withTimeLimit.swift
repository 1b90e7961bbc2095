/// Runs an operation that may take so long and no longer; then it is cancelled.
///
/// - Throws: ``TimeLimitExceeded`` when the time is up, or what the operation throws.
func withTimeLimit<Value: Sendable>(
    _ limit: Duration, on clock: any Clock<Duration>, _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask { try await operation() }
        group.addTask {
            try await clock.sleep(for: limit)
            throw TimeLimitExceeded()
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw CancellationError() }
        return value
    }
}

/// An operation took longer than it may.
struct TimeLimitExceeded: Error {}
