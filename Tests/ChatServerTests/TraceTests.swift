import Dialogue
import Foundation
import Identity
import KayaTesting
import Knowledge
import LanguageModels
import NIOCore
import Testing

@testable import ChatServer

@Suite("How an answer came about", .timeLimit(.minutes(1)))
struct TraceTests {
    /// A server where Eva, of the support, can log in beside Ada.
    private func run(_ body: (ServerWithAccounts) async throws -> Void) async throws {
        try await ServerWithAccounts.run {
            $0.server.workshop.knowledge = ScriptedKnowledge { _ in
                [Passage(documentID: "a.md", title: "Geheimer Titel", text: "Geheimer Text")]
            }
        } _: { server in
            _ = try await server.desk.accounts.add(
                name: "eva", role: .support, password: TestIdentity.password(of: "eva"))
            try await body(server)
        }
    }

    /// A turn that is asked in the rich dialect, and everything that its asker was sent.
    private func asked(
        _ server: ServerWithAccounts, by bearer: [String: String], _ question: String = "Geheim?"
    ) async throws -> (id: String, body: String) {
        try await server.server.connect { peer in
            try await peer.request("POST", "/chat/stream", bearer, json: #"{"q":"\#(question)","dialect":"rich"}"#)
            let call = await server.server.model.nextCall()
            call.send(.model(DirectedModel.identity))
            call.send(.retrying(attempt: 1, delay: .milliseconds(500), after: .cut))
            call.say("Gu")
            call.say("ten Tag")
            call.finish()
            let head = try await peer.head()
            return (try #require(head["stream-id"]), try await peer.rest(of: head).body)
        }
    }

    /// The events of a body, each with the number in its id.
    private func events(_ body: String) -> [(name: String, sequence: Int?, data: String)] {
        body.components(separatedBy: "\n\n").compactMap { block in
            let fields = block.split(separator: "\n").map { $0.split(separator: ": ", maxSplits: 1).map(String.init) }
            let values = Dictionary(fields.filter { $0.count == 2 }.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
            return values["event"].map {
                ($0, values["id"].flatMap { Int($0.split(separator: ".")[1]) }, values["data"] ?? "")
            }
        }
    }

    /// Names and numbers of the events; of deltas none, because those that wait together are sent as one.
    private func numbered(_ body: String) -> [String] {
        events(body).filter { $0.name != "answer.delta" }.map { "\($0.name) \($0.sequence ?? 0)" }
    }

    @Test("Support sees the steps in order with the text, without a word of anybody's; the ids only grow")
    func support() async throws {
        try await run { server in
            let (_, body) = try await asked(server, by: try await server.logIn("eva").bearer)
            let events = events(body)
            #expect(
                events.filter { $0.name.hasPrefix("trace.") }.map(\.name) == [
                    "trace.retrieved", "trace.prompted", "trace.model", "trace.retrying", "trace.model",
                ])
            let traces = events.filter { $0.name.hasPrefix("trace.") }.map(\.data)
            #expect(traces[0] == #"{"at":0,"ms":0,"passages":1}"#)
            #expect(traces[2] == #"{"at":0,"label":"primary","attempt":1,"state":"asked"}"#)
            #expect(traces[3] == #"{"at":0,"label":"primary","attempt":1,"code":"cut","delayMs":500}"#)
            #expect(traces.allSatisfy { !$0.lowercased().contains("geheim") && !$0.contains("directed") })
            let sequences = events.compactMap(\.sequence)
            #expect(sequences == sequences.sorted() && Set(sequences).count == sequences.count)
            let first = try #require(events.firstIndex { $0.name == "answer.delta" })
            #expect(events[..<first].last?.name == "trace.model")
        }
    }

    @Test("Whoever may not see them finds no trace, in the stream as in the poll, and misses no word")
    func others() async throws {
        try await run { server in
            let ada = try await server.logIn("ada").bearer
            let (id, _) = try await asked(server, by: try await server.logIn("eva").bearer)
            let stream = try await server.answer("GET", "/api/turns/\(id)/events", ada).body
            #expect(!stream.contains("trace"))
            #expect(stream.contains("Guten Tag") && events(stream).last?.name == "turn.finished")
            let poll = try await server.answer("GET", "/api/turns/\(id)/events?live=poll&from=0", ada).body
            #expect(!poll.contains("trace") && poll.contains("\"ended\":true"))
            // A position in the middle of the traces is one like any other.
            let rest = try await server.answer("GET", "/api/turns/\(id)/events?from=4", ada).body
            #expect(!rest.contains("trace") && rest.contains("Guten Tag"))
            let eva = try await server.logIn("eva").bearer
            #expect(
                try await server.answer("GET", "/api/turns/\(id)/events?live=poll&from=0", eva).body.contains(
                    "trace.prompted"))
        }
    }

    @Test("What is asked by somebody who may not see traces has none, and keeps its numbers")
    func untraced() async throws {
        try await run { server in
            let (id, body) = try await asked(server, by: try await server.logIn("ada").bearer)
            let eva = try await server.logIn("eva").bearer
            let again = try await server.answer("GET", "/api/turns/\(id)/events", eva).body
            #expect(numbered(again) == numbered(body) && events(again).last?.data == events(body).last?.data)
            #expect(!body.contains("trace.") && !again.contains("trace."))
        }
    }

    @Test("The scope is the support's and the administrators' by login, and a key's that was made with it")
    func scopes() async throws {
        try await run { server in
            let (ada, eva) = (try await server.logIn("ada").bearer, try await server.logIn("eva").bearer)
            #expect(try await !server.answer("GET", "/api/me", ada).body.contains("debug"))
            #expect(try await server.answer("GET", "/api/me", eva).body.contains("debug"))
            let wish = #"{"name":"k","scopes":["ask","read","debug"]}"#
            #expect(try await server.status("POST", "/api/keys", ada, json: wish) == 403)
            #expect(try await server.status("POST", "/api/keys", eva, json: wish) == 201)
            let account = try await server.desk.accounts.account(named: "eva")
            for scopes: Set<Scope> in [[.ask, .read], [.ask, .read, .debug]] {
                let key = try await server.desk.accounts.makeKey(for: account.id, name: "k", scopes: scopes)
                let (_, body) = try await asked(
                    server, by: ["Authorization": "Bearer \(key.text)"], "Frage \(scopes.count)")
                #expect(body.contains("trace.") == scopes.contains(.debug))
            }
        }
    }

    @Test("Where everybody may look into it, a visitor sees traces too")
    func open() async throws {
        try await ServerUnderTest.run {
            var page = PageConfiguration(folder: "/nowhere")
            page.opensDebug = true
            $0.server.page = page
        } _: { server in
            try await server.connect { peer in
                try await peer.request("POST", "/chat/stream", json: #"{"q":"Moin","dialect":"rich"}"#)
                await server.modelAnswers("Hallo")
                #expect(try await peer.response().body.contains("event: trace.prompted\n"))
            }
        }
    }
}
