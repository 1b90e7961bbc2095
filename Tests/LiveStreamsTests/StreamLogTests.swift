import KayaTesting
import LiveStreams
import Testing

@Suite("A stream's log")
struct StreamLogTests {
    @Test("Events are numbered from 1")
    func numbers() {
        var log = StreamLog<String>(capacity: 3)
        #expect(log.lastSequence == 0)
        #expect(log.append("a") == .appended(1))
        #expect(log.append("b") == .appended(2))
        #expect(log.lastSequence == 2)
    }

    @Test("A full log refuses events but always has room for the end")
    func capacity() {
        var log = StreamLog<String>(capacity: 2)
        _ = log.append("a")
        _ = log.append("b")
        #expect(log.append("c") == .full)
        #expect(log.end(with: "end") == .appended(3))
        #expect(log.slice(after: 0).events == ["a", "b", "end"])
    }

    @Test("Nothing follows the end, a second end included")
    func end() {
        var log = StreamLog<String>(capacity: 2)
        _ = log.end(with: "end")
        #expect(log.append("a") == .ended)
        #expect(log.end(with: "again") == .ended)
        #expect(log.slice(after: 0).events == ["end"])
        #expect(log.isEnded)
    }

    @Test("A slice after any position is the exact suffix", arguments: -2...7)
    func slices(_ position: Int) {
        var log = StreamLog<Int>(capacity: 9)
        for number in 1...5 { _ = log.append(number) }
        let slice = log.slice(after: position)
        #expect(slice.events == Array((1...5).dropFirst(max(position, 0))))
        #expect(slice.lastSequence == 5)
        #expect(slice.firstSequence == 6 - slice.events.count)
        #expect(!slice.isEnded)
    }

    @Test("A slice that is kept does not change")
    func keptSlice() {
        var log = StreamLog<Int>(capacity: 9)
        _ = log.append(1)
        let slice = log.slice(after: 0)
        _ = log.append(2)
        #expect(slice.events == [1])
    }
}
