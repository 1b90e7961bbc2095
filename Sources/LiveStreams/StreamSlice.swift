/// A part of a log, as one reader sees it in one look.
///
/// It holds its own copy of what is new, so that a reader that keeps it for long never makes an append copy the log.
package struct StreamSlice<Event: Sendable>: Sendable {
    /// The events after the reader's position, oldest first.
    package let events: [Event]
    /// The sequence number of the first of `events`, or the one the next event will have.
    package let firstSequence: Int
    /// Whether the log has ended, so that nothing follows these events.
    package let isEnded: Bool

    /// The sequence number a reader has reached after these events.
    @inlinable
    package var lastSequence: Int { firstSequence + events.count - 1 }
    /// Whether there is nothing new.
    @inlinable
    package var isEmpty: Bool { events.isEmpty }

    @inlinable
    package init(events: [Event], firstSequence: Int, isEnded: Bool) {
        self.events = events
        self.firstSequence = firstSequence
        self.isEnded = isEnded
    }
}
