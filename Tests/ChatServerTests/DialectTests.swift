import Dialogue
import Foundation
import KayaTesting
import LiveStreams
import NIOCore
import Testing

@testable import ChatServer

@Suite("The words streams are written in")
struct DialectTests {
    private func frames(_ fixture: TurnEventsFixture, _ dialect: any FrameDialect) throws -> String {
        let events = fixture.events.compactMap(\.event)
        try #require(events.count == fixture.events.count)
        var log = StreamLog<TurnEvent>(capacity: 1_000)
        for event in events { _ = event.isTerminal ? log.end(with: event) : log.append(event) }
        var dialect = dialect
        var frames = FrameBuffer(framing: .plain)
        dialect.open(into: &frames)
        dialect.write(log.slice(after: fixture.after), of: fixture.turn, into: &frames)
        return String(buffer: frames.finished())
    }

    @Test("Every case is written to the byte in every dialect", arguments: try TurnEventsFixture.all())
    func fixtures(_ fixture: TurnEventsFixture) throws {
        #expect(try frames(fixture, SimpleDialect(language: fixture.language)) == fixture.simple)
        #expect(try frames(fixture, RichDialect(language: fixture.language)) == fixture.rich)
        let completions = CompletionDialect(includesUsage: false, created: 1_767_225_600, language: fixture.language)
        #expect(try frames(fixture, completions) == fixture.completions)
    }

    @Test("A log cut at any place is read as the same text, and every frame's id is its last event's")
    func everyCut() throws {
        for fixture in try TurnEventsFixture.all() where fixture.after == 0 {
            let events = fixture.events.compactMap(\.event)
            for cut in 0...events.count {
                let dialect = SimpleDialect(language: .german)
                var frames = FrameBuffer(framing: .plain)
                for (part, first) in [(events[..<cut], 1), (events[cut...], cut + 1)] where !part.isEmpty {
                    let slice = StreamSlice(
                        events: Array(part), firstSequence: first, isEnded: part.last?.isTerminal ?? false)
                    dialect.write(slice, of: fixture.turn, into: &frames)
                }
                let blocks = String(buffer: frames.finished()).components(separatedBy: "\n\n").filter { !$0.isEmpty }
                let texts = try blocks.compactMap { block -> String? in
                    let lines = block.components(separatedBy: "\n")
                    #expect(lines.count == 2)
                    let json =
                        try JSONSerialization.jsonObject(with: Data(lines[1].dropFirst(6).utf8)) as? [String: Any]
                    return json?["text"] as? String
                }
                let expected = events.reduce(into: "") { if case .delta(let text) = $1 { $0 += text } }
                #expect(Array(texts.joined().utf8) == Array(expected.utf8))
            }
        }
    }

    @Test("JSON reads back every byte of every text", arguments: UInt64(1)...20)
    func escaping(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let scalars = (0..<Int.random(in: 0...40, using: &generator)).compactMap { _ -> Unicode.Scalar? in
                let range: ClosedRange<UInt32> = Bool.random(using: &generator) ? 0...0x80 : 0...0x10_FFFF
                return Unicode.Scalar(UInt32.random(in: range, using: &generator))
            }
            let text = String(String.UnicodeScalarView(scalars))
            var frames = FrameBuffer(framing: .plain)
            frames.append(json: text)
            let bytes = frames.finished()
            #expect(!bytes.readableBytesView.contains { $0 < 0x20 })
            let read = try JSONSerialization.jsonObject(with: Data(bytes.readableBytesView), options: .fragmentsAllowed)
            #expect((read as? String).map { Array($0.utf8) } == Array(text.utf8))
        }
    }

    @Test("A chunk says its size in eight digits")
    func chunks() {
        for size in [1, 9, 10, 15, 16, 255, 256, 4_095, 70_000] {
            var frames = FrameBuffer(framing: .chunk)
            let isEmpty = frames.isEmpty
            #expect(isEmpty)
            frames.append(String(repeating: "x", count: size))
            let digits = String(size, radix: 16)
            let head = String(repeating: "0", count: 8 - digits.count) + digits + "\r\n"
            #expect(String(buffer: frames.finished()) == head + String(repeating: "x", count: size) + "\r\n")
        }
    }

    @Test("Numbers are written as they are", arguments: [0, 1, 9, 10, 99, 100, 999_999, Int.max])
    func numbers(_ number: Int) {
        var frames = FrameBuffer(framing: .plain)
        frames.append(number)
        #expect(String(buffer: frames.finished()) == "\(number)")
    }
}
