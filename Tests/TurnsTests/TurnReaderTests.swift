import Dialogue
import KayaTesting
import LiveStreams
import Testing

@testable import Turns

@Suite("A visitor's view of a turn")
struct TurnReaderTests {
    private func turn(_ events: [TurnEvent], end: TurnEvent? = nil) -> LiveTurn {
        let turn = LiveTurn(id: TurnID(high: 0, low: 1), request: .asking(), capacity: 99, acceptedAt: .zero)
        for event in events { turn.stream.append(event) }
        if let end { turn.stream.end(with: end) }
        return turn
    }

    @Test("Whoever stopped reading gets what there was and an end of its own; others read on")
    func departed() {
        let turn = turn([.started, .delta("a"), .delta("b")])
        let leaver = TurnReader(turn: turn, visitor: Visitor(key: 1))
        let stayer = TurnReader(turn: turn, visitor: Visitor(key: 2))
        turn.depart(Visitor(key: 1))
        let end = TurnEvent.finished(TurnResult(finish: .stopped, fullText: "ab"))
        #expect(leaver.slice(after: 2).events == [.delta("b"), end])
        #expect(leaver.slice(after: 2).lastSequence == 4)
        #expect(leaver.slice(after: 2).isEnded)
        #expect(!stayer.slice(after: 2).isEnded)
    }

    @Test("Whoever stops reading while waiting gets the end at once, in one piece or by long poll")
    func departedWhileWaiting() async throws {
        let turn = turn([.started, .delta("a")])
        let reader = TurnReader(turn: turn, visitor: Visitor(key: 1))
        let end = TurnEvent.finished(TurnResult(finish: .stopped, fullText: "a"))
        let clock = ManualClock()
        async let whole = reader.wholeTurn()
        async let polled = reader.nextSlice(after: 2, timeout: .seconds(25), clock: clock)
        while turn.stream.readerCount < 2 { await Task.yield() }
        turn.depart(Visitor(key: 1))
        #expect(try await whole == [.started, .delta("a"), end])
        #expect(try await polled.events == [end])
        #expect(turn.stream.readerCount == 0)
    }

    @Test("Whoever stopped reading and comes back after the real end reads that")
    func departedAfterEnd() {
        let end = TurnEvent.finished(TurnResult(finish: .stop, fullText: "a"))
        let turn = turn([.started, .delta("a")], end: end)
        turn.depart(Visitor(key: 1))
        #expect(TurnReader(turn: turn, visitor: Visitor(key: 1)).slice(after: 2).events == [end])
    }

    @Test("A reader starts where it was, at the end of the log at most, and before the end of an ended one")
    func start() {
        let live = TurnReader(turn: turn([.started, .delta("a")]), visitor: Visitor(key: 1))
        #expect((-1...4).map { live.start(after: $0) } == [0, 0, 1, 2, 2, 2])
        let end = TurnEvent.finished(TurnResult(finish: .stop, fullText: "a"))
        let ended = TurnReader(turn: turn([.started, .delta("a")], end: end), visitor: Visitor(key: 1))
        #expect((-1...5).map { ended.start(after: $0) } == [0, 0, 1, 2, 2, 2, 2])
    }
}
