/// One event with its own text, as the `EventSource` of a browser would report it.
///
/// Bytes that are no UTF-8 appear as U+FFFD. For a stream of many events ``EventView`` costs less.
public struct ServerSentEvent: Hashable, Sendable {
    /// The event's type; `message` if the stream named none.
    public var type: String

    /// The data lines, joined by LF.
    public var data: String

    /// The last event id in force at this event; empty means none.
    public var id: String

    /// The reconnection time in milliseconds, if it came with this event.
    public var retry: UInt32?

    /// Makes an event.
    public init(type: String = "message", data: String, id: String = "", retry: UInt32? = nil) {
        self.type = type
        self.data = data
        self.id = id
        self.retry = retry
    }

    /// Copies what a decoder lends.
    public init(_ view: borrowing EventView) {
        type = view.type.isEmpty ? "message" : String(decoding: view.type, as: UTF8.self)
        data = String(decoding: view.data, as: UTF8.self)
        id = String(decoding: view.id, as: UTF8.self)
        retry = view.retry
    }
}
