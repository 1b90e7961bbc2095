import EventStream
import KayaTesting
import Testing

@Suite("The cases every decoder of this repository shares")
struct EventStreamFixtureTests {
    @Test("Every case decodes the same however it is cut", arguments: try Fixture.EventStream.all())
    func anyCut(_ fixture: Fixture.EventStream) {
        for chunks in Chunkings.all(of: fixture.bytes) {
            let decoded = Decoded(chunks)
            #expect(decoded.events == fixture.events, "\(chunks)")
            #expect(decoded.reconnectionTime == fixture.reconnectionTime, "\(chunks)")
            #expect(decoded.lastEventID == fixture.lastEventID, "\(chunks)")
            #expect(decoded.commentCount == fixture.commentCount, "\(chunks)")
            #expect(decoded.unfinished == fixture.unfinished, "\(chunks)")
            #expect(decoded.receivedByteCount == UInt64(fixture.bytes.count))
        }
    }

    @Test("Every framing case seen in the wild has a fixture")
    func coverage() throws {
        let covered = Set(try Fixture.EventStream.all().flatMap(\.covers))
        let framing = (Array(1...18) + [23, 24, 25]).map { $0 < 10 ? "F0\($0)" : "F\($0)" }
        #expect(covered.isSuperset(of: framing))
    }

    @Test("Names of cases are unique")
    func uniqueNames() throws {
        let names = try Fixture.EventStream.all().map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test(
        "Every event of every case, but for types with NUL, survives being encoded and decoded",
        arguments: try Fixture.EventStream.all())
    func roundTrip(_ fixture: Fixture.EventStream) throws {
        let events = fixture.events.filter { !$0.type.utf8.contains(0) }
        var bytes: [UInt8] = []
        for event in events {
            try EventStreamEncoder().append(
                data: event.data, type: event.type, id: event.id, retry: event.retry, to: &bytes)
        }
        #expect(Decoded([bytes]).events == events)
    }
}
