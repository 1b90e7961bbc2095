extension EventStreamDecoder {
    /// The bounds of what a decoder keeps of a stream.
    ///
    /// A decoder holds at most one line that is not yet complete, and one block's data, type and id; buffers of more than
    /// 16 KiB are given back when they have been used.
    public struct Limits: Hashable, Sendable {
        /// The longest line in bytes, its line ending not counted; comments count too. 1 MiB unless told otherwise.
        public var maximumLineByteCount: Int

        /// The longest data of one event in bytes, after its lines were joined. 2 MiB unless told otherwise.
        public var maximumEventByteCount: Int

        /// Makes bounds; beyond one, feeding throws.
        public init(maximumLineByteCount: Int = 1 << 20, maximumEventByteCount: Int = 2 << 20) {
            self.maximumLineByteCount = maximumLineByteCount
            self.maximumEventByteCount = maximumEventByteCount
        }

        func checkLine(_ count: Int) throws(EventStreamError) {
            guard count > maximumLineByteCount else { return }
            throw EventStreamError(.lineTooLong, message: "A line has more than \(maximumLineByteCount) bytes.")
        }

        func checkEvent(_ count: Int) throws(EventStreamError) {
            guard count > maximumEventByteCount else { return }
            throw EventStreamError(.eventTooLong, message: "An event has more than \(maximumEventByteCount) bytes.")
        }
    }

    /// What decoding has cost so far, for tests of linear time.
    struct Work: Hashable, Sendable {
        var scannedByteCount = 0
        var copiedByteCount = 0
    }
}
