package import Identity

/// The hands of an ``IdentityClock``, moved by a test. It begins at 2 000 000 000 seconds after 1970.
package final class ManualIdentityTime: Sendable {
    private let hands = ManualClock()

    package init() {}

    /// Moves both hands.
    package func advance(by duration: Duration) {
        hands.advance(by: duration)
    }

    /// Waits until somebody sleeps.
    package func sleeper() async {
        await hands.sleeper(until: hands.now.offset + .milliseconds(500))
    }

    /// What the wall clock shows.
    package var now: UnixTime { UnixTime(seconds: 2_000_000_000) + hands.now.offset }

    /// The clock to hand in.
    package var clock: IdentityClock {
        IdentityClock(
            unixTime: { self.now }, monotonic: { self.hands.now.offset },
            sleep: { try await self.hands.sleep(until: self.hands.now.advanced(by: $0)) })
    }
}
