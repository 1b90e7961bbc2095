/// What time it is, in both of the ways that identity needs.
package struct IdentityClock: Sendable {
    /// The wall clock, for what is written into tokens and stores.
    package let unixTime: @Sendable () -> UnixTime
    /// A time that only goes forwards, for limits and tickets.
    package let monotonic: @Sendable () -> Duration
    /// Waits; throws `CancellationError`.
    package let sleep: @Sendable (Duration) async throws -> Void

    /// A clock made of its parts.
    package init(
        unixTime: @escaping @Sendable () -> UnixTime, monotonic: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.unixTime = unixTime
        self.monotonic = monotonic
        self.sleep = sleep
    }
}
