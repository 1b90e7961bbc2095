/// A part of a log, as one reader sees it in one look.
///
/// It holds its own copy of what is new, so that a reader that keeps it for long never makes an append copy the log.
public struct StreamSlice<Event: Sendable>: Sendable {
    /// The events after the reader's position, oldest first.
    public let events: [Event]
    /// The sequence number of the first of `events`, or the one the next event will have.
    public let firstSequence: Int
    /// Whether the log has ended, so that nothing follows these events.
    public let isEnded: Bool

    /// The sequence number a reader has reached after these events.
    @inlinable
    public var lastSequence: Int { firstSequence + events.count - 1 }
    /// Whether there is nothing new.
    @inlinable
    public var isEmpty: Bool { events.isEmpty }

    /// Some events, numbered from the first one's sequence number on.
    @inlinable
    public init(events: [Event], firstSequence: Int, isEnded: Bool) {
        self.events = events
        self.firstSequence = firstSequence
        self.isEnded = isEnded
    }
}
