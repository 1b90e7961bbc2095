extension InlineLog: Equatable {
    /// Whether the same events with the same bytes follow each other.
    public static func == (left: InlineLog, right: InlineLog) -> Bool {
        left.events == right.events && left.bytes == right.bytes
    }
}
