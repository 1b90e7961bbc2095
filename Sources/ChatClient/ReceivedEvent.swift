internal import Dialogue
internal import EventStream
internal import Foundation

/// One event of the stream with its own place, copied out of the decoder's buffer.
struct ReceivedEvent: Hashable, Sendable {
    var type: String
    var data: Data
    /// The place; `nil` for events that a reader may miss.
    var id: EventID?

    init(type: String = "message", data: Data, id: EventID? = nil) {
        self.type = type
        self.data = data
        self.id = id
    }

    init(_ view: borrowing EventView) {
        type = view.type.isEmpty ? "message" : String(decoding: view.type, as: UTF8.self)
        data = Data(view.data)
        id = view.hasID ? EventID(String(decoding: view.id, as: UTF8.self)) : nil
    }
}
