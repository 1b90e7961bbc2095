import Archive
import Dialogue
import LiveStreams
import Testing

@testable import Turns

@Suite("A turn whose log is gone")
struct StoredTurnEventsTests {
    private let sources = [Source(number: 1, title: "T", document: "d.md")]
    private let result = TurnResult(finish: .stop, fullText: "Ja")

    private func stored(_ sources: [Source]) -> StoredTurnEvents {
        StoredTurnEvents(
            StoredTurn(id: TurnID(high: 1, low: 1), question: "?", sources: sources, state: .finished(result)))
    }

    @Test("Wherever a reader comes from, it gets the sources and the end", arguments: [0, 1, 7, 99_999])
    func anywhere(_ position: Int) {
        let slice = stored(sources).slice(after: position)
        #expect(slice.events == [.sources(sources), .finished(result)])
        #expect(slice.isEnded)
    }

    @Test("Its ids are those of no live log, and the same for every reader")
    func ids() {
        let largest = 999_990
        #expect(stored(sources).slice(after: 0).firstSequence > largest)
        #expect(stored(sources).slice(after: 0).firstSequence == stored(sources).slice(after: 50).firstSequence)
        #expect(stored(sources).slice(after: 0).lastSequence == EventID.maximumSequence)
        #expect(stored([]).slice(after: 3).firstSequence == EventID.maximumSequence)
    }

    @Test("A reader that was cut between the two goes on with the end")
    func between() {
        let first = stored(sources).slice(after: 0).firstSequence
        #expect(stored(sources).slice(after: first).events == [.finished(result)])
        #expect(stored(sources).slice(after: EventID.maximumSequence).events == [.finished(result)])
    }
}
