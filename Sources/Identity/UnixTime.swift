/// A moment by the wall clock, in whole seconds since 1970 (POSIX time), as tokens and stores write it.
package struct UnixTime: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package var seconds: Int

    /// A moment by its seconds.
    package init(seconds: Int) { self.seconds = seconds }

    /// Days since 1970-01-01, in UTC.
    package var day: Int { Int((Double(seconds) / 86_400).rounded(.down)) }

    package static func < (left: UnixTime, right: UnixTime) -> Bool { left.seconds < right.seconds }

    /// A later moment; fractions of a second are dropped.
    package static func + (time: UnixTime, duration: Duration) -> UnixTime {
        UnixTime(seconds: time.seconds + Int(duration.components.seconds))
    }
}
