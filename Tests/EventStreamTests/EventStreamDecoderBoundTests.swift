import EventStream
import KayaTesting
import Testing

@Suite("A decoder's bounds")
struct EventStreamDecoderBoundTests {
    @Test(
        "A line of the greatest length passes and one byte more fails, however it is cut",
        arguments: ["data: ", ": ", "id: ", "event: ", "unknown", "\u{FEFF}data: "])
    func line(_ beginning: String) {
        let limits = EventStreamDecoder.Limits(maximumLineByteCount: 24, maximumEventByteCount: 100)
        let mark = beginning.hasPrefix("\u{FEFF}") ? 3 : 0
        let longest =
            Array(beginning.utf8) + Array(repeating: UInt8(ascii: "x"), count: 24 + mark - beginning.utf8.count)
        for chunks in Chunkings.all(of: "data: a\n\n".utf8.prefix(mark == 0 ? 9 : 0) + longest + Array("\n\n".utf8)) {
            #expect(Decoded(chunks, limits: limits).failure == nil, "\(chunks)")
        }
        for ending in ["x", "x\n\n"] {
            let tooLong = longest + Array(ending.utf8)
            for chunks in Chunkings.all(of: "data: a\n\n".utf8.prefix(mark == 0 ? 9 : 0) + tooLong) {
                let decoded = Decoded(chunks, limits: limits)
                #expect(decoded.failure == .lineTooLong, "\(chunks)")
                #expect(decoded.events.map(\.data) == (mark == 0 ? ["a"] : []), "\(chunks)")
            }
        }
    }

    @Test("An event of the greatest length passes and one byte more fails, however it is cut")
    func event() {
        let limits = EventStreamDecoder.Limits(maximumLineByteCount: 100, maximumEventByteCount: 5)
        for chunks in Chunkings.all(of: "data: ab\ndata: cd\n\ndata: abcde\n\n".utf8) {
            #expect(Decoded(chunks, limits: limits).events.map(\.data) == ["ab\ncd", "abcde"], "\(chunks)")
        }
        for stream in ["data: ab\ndata: cd\ndata\n", "data: abcdef\n", "data:abc\ndata:de\n\ndata:x\n\n"] {
            for chunks in Chunkings.all(of: "data:1\n\n".utf8 + Array(stream.utf8)) {
                let decoded = Decoded(chunks, limits: limits)
                #expect(decoded.failure == .eventTooLong, "\(chunks)")
                #expect(decoded.events.map(\.data) == ["1"], "\(chunks)")
            }
        }
    }

    @Test("The bounds are 1 MiB a line and 2 MiB an event unless told otherwise")
    func defaults() throws {
        var decoder = EventStreamDecoder()
        let line = Array("data:".utf8) + Array(repeating: UInt8(ascii: "x"), count: (1 << 20) - 5)
        let events = try decoder.decode(line + Array("\n\n".utf8))
        #expect(events.first?.data.utf8.count == (1 << 20) - 5)
        #expect(try decoder.decode(line + Array("\n".utf8) + line + Array("\n".utf8)).isEmpty)
        #expect(decoder.limits.maximumEventByteCount == 2 << 20)
        let error = #expect(throws: EventStreamError.self) { try decoder.decode(line + line) }
        #expect(error?.code == .lineTooLong)
    }

    @Test("An endless line fails at its bound, and so does everything after it, until the stream is finished")
    func endless() throws {
        var decoder = EventStreamDecoder(limits: .init(maximumLineByteCount: 1_000))
        let piece = Array(repeating: UInt8(ascii: "x"), count: 100)
        for _ in 0..<10 { #expect(try decoder.decode(piece).isEmpty) }
        #expect(throws: EventStreamError.self) { try decoder.decode(piece) }
        let error = #expect(throws: EventStreamError.self) { try decoder.decode("\n\ndata: a\n\n".utf8) }
        #expect(error?.code == .lineTooLong)
        #expect(error?.message.contains("1000") == true)
        #expect(decoder.finish() == nil)
        #expect(try decoder.decode("data: a\n\n".utf8).map(\.data) == ["a"])
    }

    @Test("What a receiver throws ends the stream for good")
    func stopped() {
        let stop = EventStreamError(.stopped, message: "enough")
        var decoder = EventStreamDecoder()
        var received: [[UInt8]] = []
        for _ in 0..<2 {
            let error = #expect(throws: EventStreamError.self) {
                try decoder.feed(Array("id: 4\ndata: a\n\nid: 5\ndata: b\n\n".utf8)) {
                    (event) throws(EventStreamError) in
                    received.append(Array(event.data))
                    throw stop
                }
            }
            #expect(error == stop)
        }
        #expect(received == [Array("a".utf8)])
        #expect(decoder.lastEventID == Array("4".utf8))
    }
}
