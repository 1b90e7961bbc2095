import EventStream
import KayaTesting
import Testing

@Suite("Decoding an event stream")
struct EventStreamDecoderTests {
    @Test("Bytes that are no UTF-8 pass through unharmed, however they are cut")
    func invalidBytes() throws {
        let odd = (0...255).map(UInt8.init).filter { $0 != 0x0A && $0 != 0x0D } + [0xED, 0xA0, 0xBD, 0xF0, 0x9F, 0xE2]
        for chunks in Chunkings.all(of: Array("data:x".utf8) + odd + Array("\n\n".utf8)) {
            var decoder = EventStreamDecoder()
            var received: [[UInt8]] = []
            for chunk in chunks {
                try decoder.feed(chunk) { (event) throws(EventStreamError) in received.append(Array(event.data)) }
            }
            #expect(received == [[UInt8(ascii: "x")] + odd])
        }
    }

    @Test("An event says whether its id and reconnection time came with it")
    func ownFields() throws {
        let stream = "id: 1\nretry: 7\ndata: a\n\ndata: b\n\nid: 2\ndata: c\ndata: d\n\nretry: 8\n\ndata: e\n\n"
        for chunks in Chunkings.all(of: stream.utf8) {
            var decoder = EventStreamDecoder()
            var ids: [String] = []
            var own: [Bool] = []
            var retries: [UInt32?] = []
            for chunk in chunks {
                try decoder.feed(chunk) { (event) throws(EventStreamError) in
                    ids.append(String(decoding: event.id, as: UTF8.self))
                    own.append(event.hasID)
                    retries.append(event.retry)
                }
            }
            #expect(ids == ["1", "1", "2", "2"])
            #expect(own == [true, false, true, false])
            #expect(retries == [7, nil, nil, nil])
        }
    }

    @Test("The event at a CR is delivered before the next byte comes")
    func carriageReturnIsNotHeldBack() throws {
        var decoder = EventStreamDecoder()
        #expect(try decoder.decode("data: a\r\n\r".utf8).map(\.data) == ["a"])
        #expect(try decoder.decode("\ndata: b\n\n".utf8).map(\.data) == ["b"])
    }

    @Test("Comments and bytes are counted as they come, for clocks that wait for a sign of life")
    func liveness() throws {
        var decoder = EventStreamDecoder()
        #expect(try decoder.decode(": pi".utf8).isEmpty)
        #expect((decoder.receivedByteCount, decoder.commentCount) == (4, 0))
        #expect(try decoder.decode("ng\n\n".utf8).isEmpty)
        #expect((decoder.receivedByteCount, decoder.commentCount) == (8, 1))
        #expect(try decoder.decode(":\r:\r".utf8).isEmpty)
        #expect((decoder.receivedByteCount, decoder.commentCount) == (12, 3))
    }

    @Test("A finished decoder begins anew, with the last id and reconnection time in force")
    func reconnecting() throws {
        var decoder = EventStreamDecoder(lastEventID: Array("0".utf8))
        #expect(try decoder.decode("data: a\n\n".utf8) == [ServerSentEvent(data: "a", id: "0")])
        #expect(try decoder.decode("retry: 9\nid: 1\ndata: b\n\nid: 2\nevent: x\ndata: c\r".utf8).map(\.data) == ["b"])
        #expect(decoder.finish() == UnfinishedEvent(data: Array("c".utf8), endsInsideLine: false))
        #expect(decoder.finish() == nil)
        let events = try decoder.decode([0x0A, 0xEF, 0xBB, 0xBF] + Array("data: d\n\n".utf8))
        #expect(events.isEmpty, "the blank line opens the stream, so the mark after it is none")
        #expect(decoder.finish() == nil)
        #expect(
            try decoder.decode([0xEF, 0xBB, 0xBF] + Array("data: e\n\n".utf8)) == [ServerSentEvent(data: "e", id: "1")])
        #expect(decoder.reconnectionTime == 9)
    }

    @Test("A copy of a decoder goes its own way")
    func copies() throws {
        var first = EventStreamDecoder()
        #expect(try first.decode("id: 1\ndata: a".utf8).isEmpty)
        var second = first
        #expect(try first.decode("b\n\n".utf8) == [ServerSentEvent(data: "ab", id: "1")])
        #expect(try second.decode("c\n\n".utf8) == [ServerSentEvent(data: "ac", id: "1")])
    }
}
