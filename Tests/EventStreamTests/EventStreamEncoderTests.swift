import EventStream
import Testing

@Suite("Encoding an event stream")
struct EventStreamEncoderTests {
    @Test("An event of one line is its fields and a blank line")
    func oneLine() throws {
        #expect(try encoded(data: "{\"text\":\"Moin\"}") == "data: {\"text\":\"Moin\"}\n\n")
        #expect(
            try encoded(data: "x", type: "turn.started", id: "a.1", retry: 3000)
                == "id: a.1\nevent: turn.started\nretry: 3000\ndata: x\n\n")
        #expect(try encoded(data: "") == "data: \n\n")
        #expect(try encoded(data: " x", id: "") == "id: \ndata:  x\n\n")
    }

    @Test("Every line ending in data begins another data line")
    func lines() throws {
        #expect(try encoded(data: "a\nb\rc\r\nd") == "data: a\ndata: b\ndata: c\ndata: d\n\n")
        #expect(try encoded(data: "\n") == "data: \ndata: \n\n")
        #expect(try encoded(data: "a\r\n") == "data: a\ndata: \n\n")
        #expect(
            try encoded(data: "a\n\nevent: evil\ndata: x") == "data: a\ndata: \ndata: event: evil\ndata: data: x\n\n")
    }

    @Test(
        "An id or a type with CR, LF or NUL is refused and nothing is written", arguments: ["\r", "\n", "\0", "\r\n"])
    func forbidden(_ forbidden: String) {
        var bytes = Array("kept".utf8)
        for value in [forbidden, "a\(forbidden)", "\(forbidden)b", "a\(forbidden)b"] {
            let atID = #expect(throws: EventStreamError.self) {
                try EventStreamEncoder().append(data: "x", id: value, to: &bytes)
            }
            #expect(atID?.code == .forbiddenByte)
            let atType = #expect(throws: EventStreamError.self) {
                try EventStreamEncoder().append(data: "x", type: value, to: &bytes)
            }
            #expect(atType?.code == .forbiddenByte)
        }
        #expect(bytes == Array("kept".utf8))
    }

    @Test("A frame written into a buffer has the length that was promised")
    func region() throws {
        let encoder = EventStreamEncoder()
        for data in ["", "x", "a\nb\r\nc\r", String(repeating: "y", count: 100)] {
            let bytes = Array(data.utf8)
            try bytes.withUnsafeBytes { data in
                let event = EventView(data: data, retry: .max)
                let count = try encoder.byteCount(of: event)
                let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count + 8, alignment: 1)
                defer { buffer.deallocate() }
                buffer.initializeMemory(as: UInt8.self, repeating: 0xAA)
                #expect(try encoder.write(event, into: buffer) == count)
                var appended: [UInt8] = []
                try encoder.append(event, to: &appended)
                #expect(Array(buffer.prefix(count)) == appended)
                #expect(buffer.suffix(8).allSatisfy { $0 == 0xAA })
            }
        }
    }

    @Test("A comment keeps to its lines, whatever they are")
    func comments() {
        #expect(comment("") == ": \n\n")
        #expect(comment("ping") == ": ping\n\n")
        #expect(comment("a\ndata: b\r\nc") == ": a\n: data: b\n: c\n\n")
    }

    @Test("A reconnection time is written in decimal", arguments: [0, 9, 10, 3000, UInt32.max])
    func retry(_ milliseconds: UInt32) {
        var bytes: [UInt8] = []
        EventStreamEncoder().append(retry: milliseconds, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "retry: \(milliseconds)\n\n")
    }

    @Test("What a decoder lends can be written on")
    func relaying() throws {
        let stream = "id: 1\nevent: t\nretry: 5\ndata: a\ndata: b\n\ndata: c\n\n"
        var decoder = EventStreamDecoder()
        var relayed: [UInt8] = []
        try decoder.feed(Array(stream.utf8)) { (event) throws(EventStreamError) in
            try EventStreamEncoder().append(event, to: &relayed)
        }
        #expect(String(decoding: relayed, as: UTF8.self) == stream)
    }

    private func encoded(
        data: String, type: String = "", id: String? = nil, retry: UInt32? = nil
    ) throws -> String {
        var bytes: [UInt8] = []
        try EventStreamEncoder().append(data: data, type: type, id: id, retry: retry, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func comment(_ text: String) -> String {
        var bytes: [UInt8] = []
        Array(text.utf8).withUnsafeBytes { EventStreamEncoder().append(comment: $0, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
