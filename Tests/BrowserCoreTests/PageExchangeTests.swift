import BrowserCore
import Testing

@Suite("What a page asks of the module")
struct PageExchangeTests {
    private let exchange = PageExchange()

    private func write(_ text: String) -> Int {
        exchange.input.update(fromContentsOf: text.utf8)
    }

    @Test("An answer gives patches as it grows, and none when nothing came")
    func answer() {
        let answer = exchange.makeAnswer(headingStart: 1, features: [])
        #expect(exchange.appendToAnswer(answer, count: write("Hello")) == .done)
        #expect(exchange.takePatches(answer) == .done)
        #expect(!exchange.output.isEmpty)
        #expect(exchange.takePatches(answer) == .done)
        #expect(exchange.output.isEmpty)
        #expect(exchange.finishAnswer(answer) == .done)
        exchange.freeAnswer(answer)
        #expect(exchange.takePatches(answer) == .unknownHandle)
    }

    @Test("Two answers do not mix")
    func two() {
        let first = exchange.makeAnswer(headingStart: 1, features: [])
        let second = exchange.makeAnswer(headingStart: 1, features: [])
        _ = exchange.appendToAnswer(first, count: write("one"))
        _ = exchange.appendToAnswer(second, count: write("two"))
        _ = exchange.takePatches(first)
        #expect(exchange.output.contains(UInt8(ascii: "e")) && !exchange.output.contains(UInt8(ascii: "w")))
    }

    @Test("Input beyond the room for it is refused", arguments: [-1, 65_537, .max, .min])
    func tooMuch(count: Int) {
        let answer = exchange.makeAnswer(headingStart: 1, features: [])
        let reader = exchange.makeEventReader()
        #expect(exchange.appendToAnswer(answer, count: count) == .inputTooLong)
        #expect(exchange.feedEventReader(reader, count: count) == .inputTooLong)
        #expect(exchange.output.isEmpty)
    }

    @Test("Any level of a first heading makes an answer", arguments: [0, 1, 6, 7, .max])
    func levels(level: UInt32) {
        let answer = exchange.makeAnswer(headingStart: level, features: .init(rawValue: .max))
        #expect(exchange.appendToAnswer(answer, count: write("# a\n")) == .done)
        #expect(exchange.finishAnswer(answer) == .done)
    }

    @Test("Events come out as type, data and id, each with its length")
    func events() {
        let reader = exchange.makeEventReader()
        let count = write("event: delta\ndata: \(String(repeating: "x", count: 200))\nid: 7\n\ndata: y\n\n")
        #expect(exchange.feedEventReader(reader, count: count) == .done)
        let expected =
            [5] + Array("delta".utf8) + [0xC8, 1] + Array(repeating: UInt8(ascii: "x"), count: 200)
            + [1, UInt8(ascii: "7"), 0, 1, UInt8(ascii: "y"), 1, UInt8(ascii: "7")]
        #expect(Array(exchange.output) == expected)
    }

    @Test("A stream beyond its bounds says so, until it ends; what came before is given")
    func bounds() {
        let reader = exchange.makeEventReader()
        #expect(exchange.feedEventReader(reader, count: write("data: a\n\ndata: ")) == .done)
        #expect(Array(exchange.output) == [0, 1, UInt8(ascii: "a"), 0])
        let much = write(String(repeating: "b", count: 65_536))
        var outcomes: [CallOutcome] = []
        for _ in 0..<20 { outcomes.append(exchange.feedEventReader(reader, count: much)) }
        #expect(outcomes.first == .done && outcomes.last == .boundReached)
        #expect(exchange.finishEventReader(reader) == .done)
        #expect(exchange.feedEventReader(reader, count: write("data: c\n\n")) == .done)
        #expect(!exchange.output.isEmpty)
    }
}
