import EventStream

/// All that a decoder reports of a stream, to be compared between cuttings.
struct Decoded: Equatable {
    var events: [ServerSentEvent] = []
    var reconnectionTime: UInt32?
    var lastEventID = ""
    var commentCount: UInt64 = 0
    var receivedByteCount: UInt64 = 0
    var unfinished: UnfinishedEvent?
    var failure: EventStreamError.Code?

    init(_ chunks: [[UInt8]], limits: EventStreamDecoder.Limits = .init()) {
        var decoder = EventStreamDecoder(limits: limits)
        do throws(EventStreamError) {
            for chunk in chunks {
                try decoder.feed(chunk) { (event) throws(EventStreamError) in events.append(ServerSentEvent(event)) }
            }
        } catch {
            failure = error.code
        }
        reconnectionTime = decoder.reconnectionTime
        lastEventID = String(decoding: decoder.lastEventID, as: UTF8.self)
        commentCount = decoder.commentCount
        receivedByteCount = decoder.receivedByteCount
        unfinished = failure == nil ? decoder.finish() : nil
        if failure != nil { receivedByteCount = 0 }
    }
}
