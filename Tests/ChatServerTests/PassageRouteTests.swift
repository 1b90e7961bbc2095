import ChatServer
import Dialogue
import Foundation
import KayaTesting
import Knowledge
import Testing
import Turns

@Suite("GET /api/turns/{t}/sources/{number}", .timeLimit(.minutes(1)))
struct PassageRouteTests {
    private static let found = Passage(
        documentID: "de/kfz.md", title: "KFZ zulassen", heading: "Kosten", text: "30 Euro.", language: "de")

    /// A server whose answers cite one source, of which the document says `text`; `nil` when it is gone.
    private func run(
        _ text: String?, isShortened: Bool = false, _ body: (inout ConversationPeer) async throws -> Void
    ) async throws {
        try await ConversationPeer.run {
            $0.workshop.knowledge = ScriptedKnowledge { _ in [Self.found] }
            $0.knowledge.passage = { source in
                text.map {
                    CitedPassage(
                        title: source.title, heading: source.heading, document: source.document, language: "de",
                        text: $0, isShortened: isShortened)
                }
            }
        } _: { peer in
            try await body(&peer)
        }
    }

    @Test("Whoever may read a turn reads what its source says, while it runs and afterwards")
    func reading() async throws {
        try await run("Die Zulassung kostet 30 Euro.", isShortened: true) { anna in
            let id = try await anna.begin()
            let turn = try await anna.ask("Was kostet das?", in: id)
            let call = await anna.server.model.nextCall()
            for isRunning in [true, false] {
                let answer = try await anna.call("GET", "/api/turns/\(turn)/sources/1")
                #expect(answer.status == 200 && answer.head["cache-control"] == "no-store")
                let json = answer.json as NSDictionary
                let expected: NSDictionary = [
                    "number": 1, "title": "KFZ zulassen", "heading": "Kosten", "document": "de/kfz.md",
                    "language": "de", "text": "Die Zulassung kostet 30 Euro.", "shortened": true,
                ]
                #expect(json == expected)
                if isRunning { call.finish() }
            }
        }
    }

    @Test("A turn of somebody else answers as an unknown one, whatever its number")
    func strangers() async throws {
        try await run("Geheim") { anna in
            let id = try await anna.begin()
            let turn = try await anna.ask("Was kostet das?", in: id)
            _ = await anna.server.model.nextCall()
            var bert = ConversationPeer(server: anna.server)
            _ = try await bert.begin()
            for path in ["\(turn)/sources/1", "\(turn)/sources/9", "AAAAAAAAAAAAAAAAAAAAAA/sources/1", "x/sources/1"] {
                let answer = try await bert.call("GET", "/api/turns/\(path)")
                #expect(answer.status == 404 && answer.code == "stream-lost")
            }
        }
    }

    @Test("A number that is not cited, and a document that no longer says it, are not found", arguments: [true, false])
    func gone(_ isThere: Bool) async throws {
        try await run(isThere ? "30 Euro." : nil) { anna in
            let id = try await anna.begin()
            let turn = try await anna.ask("Was kostet das?", in: id)
            _ = await anna.server.model.nextCall()
            for number in isThere ? ["0", "2", "-1", "x", "1x", "99999999999999999999"] : ["1"] {
                let answer = try await anna.call("GET", "/api/turns/\(turn)/sources/\(number)")
                #expect(answer.status == 404 && answer.code == "not-found")
            }
        }
    }
}
