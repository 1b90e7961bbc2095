/// The inline content of a leaf block, flat: events in order, and their bytes.
///
/// Spans are entered and left like brackets. Text that follows text joins it, so a log has one form for one content.
public struct InlineLog: Sendable {
    /// A place at the end of a log, to come back to.
    public struct Mark: Hashable, Sendable {
        /// How many events there were.
        public var eventCount = 0
        /// How many bytes there were; where the last event is text, it ended here.
        public var byteCount = 0

        /// The start of every log.
        public init() {}
    }

    /// The events, in order.
    public private(set) var events: [InlineEvent] = []
    /// The bytes of all of them.
    public private(set) var bytes: [UInt8] = []

    /// Makes an empty log.
    public init() {}

    /// The end of the log as it is.
    public var mark: Mark {
        var mark = Mark()
        mark.eventCount = events.count
        mark.byteCount = bytes.count
        return mark
    }

    /// Forgets everything after a mark of this log.
    public mutating func truncate(to mark: Mark) {
        events.cut(to: mark.eventCount)
        bytes.removeSubrange(mark.byteCount...)
        if let last = events.last, last.kind == .text, Int(last.end) > mark.byteCount {
            let end = UInt32(truncatingIfNeeded: mark.byteCount)
            events[events.count - 1] = InlineEvent(kind: .text, start: last.start, second: end, third: end, end: end)
        }
    }

    /// Forgets everything; keeps the memory for the next use.
    public mutating func removeAll() {
        events.cut(to: 0)
        bytes.removeAll(keepingCapacity: true)
    }

    /// Adds text, to the last event if that is text.
    public mutating func appendText(_ text: UnsafeBufferPointer<UInt8>) {
        if text.isEmpty { return }
        let start = position
        bytes.append(contentsOf: text)
        let end = position
        if let last = events.last, last.kind == .text {
            events[events.count - 1] = InlineEvent(kind: .text, start: last.start, second: end, third: end, end: end)
        } else {
            events.append(InlineEvent(kind: .text, start: start, second: end, third: end, end: end))
        }
    }

    /// Adds text.
    public mutating func appendText(_ text: [UInt8]) {
        text.withUnsafeBufferPointer { appendText($0) }
    }

    /// Adds text.
    public mutating func appendText(_ text: some Collection<UInt8>) {
        if text.isEmpty { return }
        if let last = events.last, last.kind == .text {
            bytes.append(contentsOf: text)
            let end = position
            events[events.count - 1] = InlineEvent(kind: .text, start: last.start, second: end, third: end, end: end)
        } else {
            append(.text, text)
        }
    }

    /// Adds an event without bytes.
    public mutating func append(_ kind: InlineEvent.Kind) {
        let end = position
        events.append(InlineEvent(kind: kind, start: end, second: end, third: end, end: end))
    }

    /// Adds an event with one piece of bytes.
    public mutating func append(_ kind: InlineEvent.Kind, _ first: [UInt8]) {
        first.withUnsafeBufferPointer { append(kind, $0) }
    }

    /// Adds an event with one piece of bytes.
    public mutating func append(_ kind: InlineEvent.Kind, _ first: some Collection<UInt8>) {
        let start = position
        bytes.append(contentsOf: first)
        let end = position
        events.append(InlineEvent(kind: kind, start: start, second: end, third: end, end: end))
    }

    /// Adds a link, or an image with its description.
    public mutating func append(
        _ kind: InlineEvent.Kind, address: some Collection<UInt8>, title: some Collection<UInt8>,
        description: some Collection<UInt8> = EmptyCollection()
    ) {
        let start = position
        bytes.append(contentsOf: address)
        let second = position
        bytes.append(contentsOf: title)
        let third = position
        bytes.append(contentsOf: description)
        events.append(InlineEvent(kind: kind, start: start, second: second, third: third, end: position))
    }

    /// Adds an event of another log, whose bytes are these.
    mutating func append(_ event: InlineEvent, in other: UnsafeBufferPointer<UInt8>) {
        if event.kind == .text { return appendText(UnsafeBufferPointer(rebasing: other[event.first])) }
        let start = position
        bytes.append(contentsOf: other[Int(event.start)..<Int(event.end)])
        events.append(
            InlineEvent(
                kind: event.kind, start: start, second: start + (event.second - event.start),
                third: start + (event.third - event.start), end: position))
    }

    private var position: UInt32 { UInt32(truncatingIfNeeded: bytes.count) }
}
