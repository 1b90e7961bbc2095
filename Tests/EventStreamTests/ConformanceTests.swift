import EventStream
import Foundation
import KayaTesting
import Testing

private let conformanceFolder = ProcessInfo.processInfo.environment["KAYA_CONFORMANCE"]

/// Cases of others, which this repository does not hold. KAYA_CONFORMANCE names the folder with `event-stream.jsonl`.
@Suite("Cases of other implementations")
struct ConformanceTests {
    struct Case: Decodable {
        struct Event: Decodable, Equatable {
            let event: String
            let data: String
            let id: String
        }

        let source: String
        let name: String
        let input_base64: Data
        let expected: [Event]
        let retry: UInt32?
        let last_event_id: String
    }

    @Test(
        "Every case decodes as its authors say, however it is cut",
        .enabled(if: conformanceFolder != nil, "KAYA_CONFORMANCE is not set"))
    func eventStreams() throws {
        let folder = URL(filePath: try #require(conformanceFolder), directoryHint: .isDirectory)
        let cases: [Case] = try Fixture.lines(of: folder.appending(path: "event-stream.jsonl"))
        var cuttingCount = 0
        for example in cases {
            let bytes = Array(example.input_base64)
            let cuttings = bytes.count <= 512 ? Array(Chunkings.all(of: bytes)) : Array(Chunkings.some(of: bytes))
            for chunks in cuttings {
                let decoded = Decoded(chunks)
                let events = decoded.events.map { Case.Event(event: $0.type, data: $0.data, id: $0.id) }
                #expect(events == example.expected, "\(example.source): \(example.name)")
                #expect(decoded.reconnectionTime == example.retry, "\(example.source): \(example.name)")
                #expect(decoded.lastEventID == example.last_event_id, "\(example.source): \(example.name)")
                cuttingCount += 1
            }
        }
        print("KAYA_CONFORMANCE: \(cases.count) event stream cases in \(cuttingCount) cuttings, none skipped")
    }
}
