/// The state of a live stream: an append-only list of events, numbered from 1, with an end.
///
/// The log is pure; ``LiveStream`` puts it behind a lock and wakes readers. Its bound is `capacity` events: the event
/// that would exceed it is refused, and the producer decides how to end. The terminal event always has room.
public struct StreamLog<Event: Sendable>: Sendable {
    /// What an append did.
    public enum AppendOutcome: Sendable, Hashable {
        /// The event has this sequence number.
        case appended(Int)
        /// The log has as many events as it may have.
        case full
        /// The log has ended; nothing can follow.
        case ended
    }

    @usableFromInline var events: [Event] = []
    @usableFromInline let capacity: Int
    /// Whether the terminal event is in the log.
    @inlinable
    public var isEnded: Bool { hasEnded }
    @usableFromInline var hasEnded = false

    /// An empty log for at most `capacity` events before the terminal one.
    @inlinable
    public init(capacity: Int) {
        self.capacity = capacity
    }

    /// The sequence number of the last event, 0 when there is none.
    @inlinable
    public var lastSequence: Int { events.count }

    /// Adds an event.
    @inlinable
    public mutating func append(_ event: Event) -> AppendOutcome {
        guard !isEnded else { return .ended }
        guard events.count < capacity else { return .full }
        events.append(event)
        return .appended(events.count)
    }

    /// Adds the last event.
    @inlinable
    public mutating func end(with event: Event) -> AppendOutcome {
        guard !isEnded else { return .ended }
        events.append(event)
        hasEnded = true
        return .appended(events.count)
    }

    /// Everything after a position.
    ///
    /// A position before the first event means the whole log; one beyond the last event means nothing yet.
    @inlinable
    public func slice(after sequence: Int) -> StreamSlice<Event> {
        let start = min(max(sequence, 0), events.count)
        return StreamSlice(events: Array(events[start...]), firstSequence: start + 1, isEnded: isEnded)
    }
}
