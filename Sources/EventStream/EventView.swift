/// One event, borrowed: its bytes stay where they are, in the chunk or in the decoder's own buffer.
///
/// The decoder hands a view to its receiver and takes it back when the receiver returns; no pointer in it may be
/// kept longer. The bytes are the stream's own: whoever makes text of them replaces invalid UTF-8 then, with
/// `String(decoding: view.data, as: UTF8.self)`. The encoder takes the same view and writes it as a frame.
public struct EventView: ~Copyable {
    /// The event's data lines, joined by LF, without the last one's line ending.
    public let data: UnsafeRawBufferPointer

    /// The value of the block's last `event` field; empty means `message`.
    public let type: UnsafeRawBufferPointer

    /// The last event id in force at this event, which an earlier event may have set; empty means none.
    public let id: UnsafeRawBufferPointer

    /// Whether the id came, or is to be written, with this event.
    public let hasID: Bool

    /// The reconnection time in milliseconds, if it came, or is to be written, with this event.
    public let retry: UInt32?

    /// Borrows the parts of an event to be written. An absent `id` leaves the last one in force.
    public init(
        data: UnsafeRawBufferPointer,
        type: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0),
        id: UnsafeRawBufferPointer? = nil,
        retry: UInt32? = nil
    ) {
        self.data = data
        self.type = type
        self.id = id ?? UnsafeRawBufferPointer(start: nil, count: 0)
        self.hasID = id != nil
        self.retry = retry
    }

    @inline(__always)
    init(
        data: UnsafeRawBufferPointer, type: UnsafeRawBufferPointer, lastEventID: UnsafeRawBufferPointer, hasID: Bool,
        retry: UInt32?
    ) {
        self.data = data
        self.type = type
        self.id = lastEventID
        self.hasID = hasID
        self.retry = retry
    }
}
