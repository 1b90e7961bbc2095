/// Reads server-sent events out of bytes as they arrive, as the HTML standard (9.2.6, "Interpreting an event
/// stream") says, whatever the bytes' cuts.
///
/// A block of lines that lies whole inside one chunk is neither copied nor does it allocate: the receiver gets a view
/// into the chunk. Only what crosses chunks, and data of several lines, is copied into buffers that are used again.
/// Every byte is looked at once, so the work grows with the bytes and not with the cuts.
///
/// ```swift
/// var decoder = EventStreamDecoder()
/// try decoder.feed(chunk) { event in consume(event.data) }   // for every chunk
/// let unfinished = decoder.finish()                          // at the end of the stream
/// ```
public struct EventStreamDecoder: Sendable {
    /// The bounds of this decoder's memory.
    public let limits: Limits

    /// The last event id string of the stream: what a client sends as `Last-Event-ID` when it reconnects.
    ///
    /// It changes at a blank line, not at the `id` field, and never holds CR, LF or NUL.
    public internal(set) var lastEventID: [UInt8]

    /// The last reconnection time the stream named, in milliseconds, at most 2³² − 1; nil before the first.
    public internal(set) var reconnectionTime: UInt32?

    /// The number of bytes fed, comments and line endings included. It tells silence from traffic.
    public private(set) var receivedByteCount: UInt64 = 0

    /// The number of comment lines read to their end. They show that the other side lives, and nothing more.
    public internal(set) var commentCount: UInt64 = 0

    var carry: [UInt8] = []
    var block = OpenBlock()
    var skipsLineFeed = false
    var work = Work()
    private var byteOrderMark = ByteOrderMark()
    private var failure: EventStreamError?

    /// Makes a decoder at the start of a stream.
    ///
    /// - Parameter lastEventID: the id in force before the stream's first, if it continues another one.
    public init(limits: Limits = Limits(), lastEventID: [UInt8] = []) {
        self.limits = limits
        self.lastEventID = lastEventID
    }

    /// Reads one chunk and lends every event that it completes, in order, to `receive`.
    ///
    /// An empty chunk changes nothing. Once this has thrown, the rest of the chunk is lost and every further call throws
    /// the same error, until ``finish()``.
    ///
    /// - Throws: ``EventStreamError/Code/lineTooLong`` or ``EventStreamError/Code/eventTooLong`` at a bound of
    ///   ``limits``, after all events before it were lent; or what `receive` threw.
    public mutating func feed(
        _ bytes: UnsafeRawBufferPointer, _ receive: (borrowing EventView) throws(EventStreamError) -> Void
    ) throws(EventStreamError) {
        if let failure { throw failure }
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
        receivedByteCount &+= UInt64(bytes.count)
        do throws(EventStreamError) {
            var start = byteOrderMark.skip(in: bytes, carrying: &carry)
            if skipsLineFeed, start == 0 {
                skipsLineFeed = false
                if bytes[0] == LineEnding.lineFeed { start = 1 }
            }
            start = try readOpenBlock(base, from: start, to: bytes.count, receive)
            if start < bytes.count { try readBlocks(base, from: start, to: bytes.count, receive) }
        } catch {
            failure = error
            throw error
        }
    }

    /// Reads one chunk from an array; otherwise as ``feed(_:_:)-(UnsafeRawBufferPointer,_)``.
    public mutating func feed(
        _ bytes: [UInt8], _ receive: (borrowing EventView) throws(EventStreamError) -> Void
    ) throws(EventStreamError) {
        try bytes.withUnsafeBufferPointer { (buffer) throws(EventStreamError) in
            try feed(UnsafeRawBufferPointer(buffer), receive)
        }
    }

    /// Ends the stream and makes the decoder ready for another of the same source.
    ///
    /// What came after the last blank line is discarded, ids included, and returned only to be looked at; nil if it
    /// held no data line. ``lastEventID``, ``reconnectionTime`` and the counts stay, buffers are kept for use.
    public mutating func finish() -> UnfinishedEvent? {
        let endsInsideLine = !carry.isEmpty
        if endsInsideLine { keepUnfinishedLine() }
        let unfinished =
            block.hasData ? UnfinishedEvent(data: block.data, endsInsideLine: endsInsideLine) : nil
        carry.removeAllKeepingSome()
        block.clear()
        skipsLineFeed = false
        byteOrderMark = ByteOrderMark()
        failure = nil
        return unfinished
    }
}
