/// Something did not happen in time.
struct DidNotHappen: Error, CustomStringConvertible {
    let description: String
}

/// Looks at another process again and again until it is as wished.
func waitUntil(
    _ what: @autoclosure () -> String, within limit: Duration = .seconds(60), _ holds: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while try await !holds() {
        guard ContinuousClock.now < end else { throw DidNotHappen(description: "Not within \(limit): \(what())") }
        // Allowed: the kernel tells nobody when another process's descriptors, memory or readiness change.
        try await Task.sleep(for: .milliseconds(20))
    }
}
