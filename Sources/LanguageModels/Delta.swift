/// A piece of text from a model: everything that one read of its socket brought.
package struct Delta: Sendable, Hashable {
    /// The text, valid UTF-8, never empty.
    package var text: String
    /// How many chunks of the upstream stream it was joined from; the nearest thing to a token count on the wire.
    package var chunkCount: Int

    package init(text: String, chunkCount: Int = 1) {
        self.text = text
        self.chunkCount = chunkCount
    }
}
