import KayaTesting
import Testing

@testable import EventStream

@Suite("The work of decoding")
struct EventStreamDecoderWorkTests {
    static let shapes: [(String, Int)] = [
        ("data: {\"text\":\"Guten Tag\"}\n\n", 2_000), ("x", 60_000), ("data: x\n", 8_000), ("\n", 60_000),
        ("\r", 60_000),
        ("\r\n", 30_000), (":", 60_000), ("id: 12345\ndata\n\n", 4_000), ("id: 1\n", 8_000), ("data", 15_000),
        ("event: ping\n", 5_000), ("data:\r\r\n", 7_000), ("retry: 99999999\n", 4_000),
    ]

    @Test("Every byte is looked at once and copied twice at most, however the stream is cut", arguments: shapes)
    func linear(_ text: String, times: Int) throws {
        let stream = Array(String(repeating: text, count: times).utf8)
        for size in [1, 2, 3, 7, 64, 1_000, stream.count] {
            var decoder = EventStreamDecoder()
            var start = 0
            while start < stream.count {
                let end = min(start + size, stream.count)
                try decoder.feed(Array(stream[start..<end])) { _ in }
                start = end
            }
            #expect(decoder.work.scannedByteCount <= stream.count, "chunks of \(size)")
            #expect(decoder.work.copiedByteCount <= 2 * stream.count, "chunks of \(size)")
        }
    }

    @Test("Events of one data line that lie whole in a chunk are not copied")
    func borrowed() throws {
        let chunk = Array(
            ": c\nevent: t\nretry: 5\ndata: abc\n\ndata:def\r\n\r\nid: 9\ndata: ghi\n\ndata: jkl\r\r".utf8)
        var decoder = EventStreamDecoder()
        var texts: [String] = []
        try chunk.withUnsafeBytes { bytes in
            let addresses = try #require(bytes.baseAddress)..<(try #require(bytes.baseAddress) + bytes.count)
            try decoder.feed(bytes) { event in
                texts.append(String(decoding: event.data, as: UTF8.self))
                for part in [event.data, event.type, event.id] where !part.isEmpty {
                    #expect(part.baseAddress.map(addresses.contains) == true)
                }
            }
        }
        #expect(texts == ["abc", "def", "ghi", "jkl"])
        #expect(decoder.work.copiedByteCount == 1, "the last id, once a chunk")
    }

    @Test("An empty chunk changes nothing")
    func emptyChunks() throws {
        var decoder = EventStreamDecoder()
        #expect(try decoder.decode([]).isEmpty)
        #expect(try decoder.decode("data: a\r".utf8).isEmpty)
        #expect(try decoder.decode([]).isEmpty)
        #expect(try decoder.decode("\n".utf8).isEmpty)
        #expect(try decoder.decode([]).isEmpty)
        #expect(try decoder.decode("\n".utf8).map(\.data) == ["a"])
        #expect(decoder.receivedByteCount == 10)
        #expect(decoder.work.scannedByteCount <= 10)
    }

    @Test("Line endings are found at every place, in words and behind them, whatever bytes surround them")
    func scan() throws {
        for filler: UInt8 in [0x00, 0x09, 0x0B, 0x0C, 0x0E, 0x20, 0x78, 0x7F, 0x80, 0x8A, 0x8D, 0xFF] {
            for count in 0..<72 {
                var bytes = Array(repeating: filler, count: count + 3)
                for place in 0...count {
                    for ending in [LineEnding.lineFeed, LineEnding.carriageReturn] {
                        bytes[place] = ending
                        let found = try bytes.withUnsafeBytes { bytes in
                            LineEnding.first(in: try #require(bytes.baseAddress), from: min(place, 5), to: count)
                        }
                        #expect(found == place, "\(filler) \(count)")
                        bytes[place] = filler
                    }
                }
            }
        }
    }
}
