/// What a stream held after its last blank line when it ended.
///
/// The standard discards it, and so does the decoder: it may be half an event. It is shown so that a caller can
/// recognise an end mark, such as OpenAI's `data: [DONE]`, whose blank line was never sent.
public struct UnfinishedEvent: Hashable, Sendable {
    /// The data the event would have had if the stream had ended with a line ending and a blank line.
    public let data: [UInt8]

    /// Whether the last line had no line ending, so that it may be torn.
    public let endsInsideLine: Bool

    /// Makes a value to compare with.
    public init(data: [UInt8], endsInsideLine: Bool) {
        self.data = data
        self.endsInsideLine = endsInsideLine
    }
}
