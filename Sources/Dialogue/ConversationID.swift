/// The name of one conversation.
public struct ConversationID: UnguessableID {
    /// The upper 64 bits.
    public let high: UInt64
    /// The lower 64 bits.
    public let low: UInt64

    /// A conversation named by these bits.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
