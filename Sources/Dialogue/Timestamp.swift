/// A moment on the wall clock, in milliseconds since 1970 (UTC). For showing and for deleting on time; never for
/// measuring how long something took.
public struct Timestamp: Hashable, Sendable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64

    /// A moment by its milliseconds.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// A moment so much later.
    public func advanced(by duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        return Timestamp(milliseconds: milliseconds + seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
    }

    /// Whether one moment is before another.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}
