internal import Logging
package import ServiceLifecycle

/// Runs services for as long as `body` runs, and then shuts them down as in earnest: gracefully, and what still runs
/// after a tenth of a second by cancelling it.
///
/// A server that is cancelled while it listens may drop a connection it has just accepted, which SwiftNIO answers with a
/// crash (apple/swift-nio#2637).
package func withServices(_ services: [any Service], _ body: () async throws -> Void) async throws {
    var configuration = ServiceGroupConfiguration(
        services: services.map { .init(service: $0) },
        logger: Logger(label: "services") { _ in SwiftLogNoOpLogHandler() })
    configuration.maximumGracefulShutdownDuration = .milliseconds(100)
    let group = ServiceGroup(configuration: configuration)
    async let running: Void = group.run()
    let result = await Result { try await body() }
    await group.triggerGracefulShutdown()
    try await running
    try result.get()
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
