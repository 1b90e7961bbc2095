internal import Foundation
internal import Identity

extension IdentityClock {
    /// The clocks of this machine.
    static var system: IdentityClock {
        let clock = EventLoopClock()
        let start = clock.now
        return IdentityClock(
            unixTime: { UnixTime(seconds: Int(Date().timeIntervalSince1970)) },
            monotonic: { start.duration(to: clock.now) }, sleep: { try await clock.sleep(for: $0) })
    }
}
