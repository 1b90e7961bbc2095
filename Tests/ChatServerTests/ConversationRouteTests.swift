import ChatServer
import Dialogue
import KayaTesting
import LanguageModels
import Testing
import Turns

@Suite("/api/conversations", .timeLimit(.minutes(1)))
struct ConversationRouteTests {
    @Test("A question and its answer are kept in their conversation, whose title is the question")
    func kept() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            let turn = try await anna.ask("Was kostet ein Ausweis?", in: id, answer: "37 Euro.")
            let conversation = try await anna.call("GET", "/api/conversations/\(id)").json
            let turns = try #require(conversation["turns"] as? [[String: Any]])
            #expect(conversation["title"] as? String == "Was kostet ein Ausweis?")
            #expect(turns.count == 1)
            #expect(turns.first?["id"] as? String == turn)
            #expect(turns.first?["text"] as? String == "37 Euro.")
            #expect(turns.first?["finish"] as? String == "stop")
            let list = try await anna.call("GET", "/api/conversations").json["conversations"] as? [[String: Any]]
            #expect(list?.map { $0["id"] as? String } == [id])
        }
    }

    @Test("What was said before is the next question's history, in its order")
    func history() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            _ = try await anna.ask("Eins?", in: id, answer: "A1")
            _ = try await anna.ask("Zwei?", in: id, answer: "A2")
            _ = try await anna.call("POST", "/api/conversations/\(id)/turns", json: #"{"q": "Drei?"}"#)
            let prompt = await anna.server.model.nextCall().prompt
            #expect(prompt.messages.dropFirst().map(\.text) == ["Eins?", "A1", "Zwei?", "A2", "Drei?"])
        }
    }

    @Test("The cookie is HttpOnly, SameSite and unguessable, and is no owner's name")
    func cookie() async throws {
        try await ConversationPeer.run { anna in
            let field = try await anna.call("POST", "/api/conversations", json: "{}").head["set-cookie"]
            #expect(field?.contains("; HttpOnly") == true)
            #expect(field?.contains("; SameSite=Lax") == true)
            #expect(field?.split(separator: ";").first?.split(separator: "=").last?.count == 22)
        }
    }

    @Test("Somebody else's conversation, turn, events and feedback are answered like what does not exist")
    func strangers() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            let turn = try await anna.ask("Geheim?", in: id, answer: "Geheimnis")
            var bert = ConversationPeer(server: anna.server)
            let own = try await bert.begin()
            let nobody = ConversationPeer(server: anna.server)
            let unknown = "AAAAAAAAAAAAAAAAAAAAAA"
            for peer in [bert, nobody] {
                for call in ForeignCall.all {
                    func answer(_ conversation: String, _ turn: String) async throws -> ConversationPeer.Answer {
                        func filled(_ text: String) -> String {
                            text.replacing("{conversation}", with: conversation).replacing("{turn}", with: turn)
                                .replacing("{own}", with: own)
                        }
                        return try await peer.call(call.method, filled(call.target), json: call.json.map(filled))
                    }
                    let foreign = try await answer(id, turn)
                    let missing = try await answer(unknown, unknown)
                    #expect(foreign.status == missing.status, "\(call.method) \(call.target)")
                    #expect(foreign.code == missing.code, "\(call.method) \(call.target)")
                    #expect((400..<500).contains(foreign.status), "\(call.method) \(call.target)")
                    #expect(!foreign.body.contains("Geheim"))
                }
            }
            let kept = try await anna.call("GET", "/api/conversations/\(id)").json
            #expect((kept["turns"] as? [[String: Any]])?.count == 1)
            #expect(kept["title"] as? String == "Geheim?")
        }
    }

    @Test("A stranger cannot stop, read or resume a running answer, however the id is known")
    func runningStrangers() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            let turn = try await anna.ask("Wer?", in: id)
            let call = await anna.server.model.nextCall()
            var bert = ConversationPeer(server: anna.server)
            _ = try await bert.begin()
            #expect(try await bert.call("POST", "/api/turns/\(turn)/cancellation").status == 202)
            #expect(call.isRunning)
            let resumed = try await bert.call("GET", "/chat/stream?q=x", ["Last-Event-ID": "\(turn).1"])
            #expect(resumed.status == 404)
            #expect(try await bert.call("GET", "/api/turns/\(turn)/events").status == 404)
            #expect(try await anna.call("POST", "/api/turns/\(turn)/cancellation").status == 202)
            await call.cancelled()
        }
    }

    @Test("Whoever has too many streams open is refused before a question is taken, and no model is asked")
    func tooManyStreams() async throws {
        try await ConversationPeer.run {
            $0.server.limits.streamsPerClient = 0
        } _: { anna in
            let id = try await anna.begin()
            let refused = try await anna.call(
                "POST", "/api/conversations/\(id)/turns", ["Accept": "text/event-stream, application/problem+json"],
                json: #"{"q": "Wer?"}"#)
            #expect(refused.status == 429)
            let turns = try await anna.call("GET", "/api/conversations/\(id)").json["turns"] as? [Any]
            #expect(turns?.isEmpty == true)
            #expect(anna.server.model.callCount == 0)
        }
    }

    @Test("The same request is the same turn, whatever happened to the log; with another question it is refused")
    func idempotency() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            let path = "/api/conversations/\(id)/turns"
            let first = try await anna.call("POST", path, json: #"{"q": "Wer?", "requestId": "r1"}"#)
            let again = try await anna.call("POST", path, ["Idempotency-Key": "r1"], json: #"{"q": "Wer?"}"#)
            #expect(first.json["turn"] as? String == again.json["turn"] as? String)
            await anna.server.modelAnswers("Ich")
            let turn = try #require(first.json["turn"] as? String)
            _ = try await anna.call("GET", "/api/turns/\(turn)/events")
            while anna.server.workshop.intake.turn(try #require(TurnID(turn)), for: nil) != nil {
                await anna.server.workshop.pass(seconds: 1)
            }
            let late = try await anna.call(
                "POST", path, ["Accept": "text/event-stream"], json: #"{"q": "Wer?", "requestId": "r1"}"#)
            #expect(late.head["stream-id"] == turn)
            #expect(late.body.contains(#""fullText":"Ich""#))
            let other = try await anna.call("POST", path, json: #"{"q": "Was?", "requestId": "r1"}"#)
            #expect(other.status == 409)
            let elsewhere = try await anna.begin()
            let there = try await anna.call(
                "POST", "/api/conversations/\(elsewhere)/turns", json: #"{"q": "Wer?", "requestId": "r1"}"#)
            #expect(there.json["turn"] as? String != turn)
        }
    }

    @Test("An answer goes on where it broke off, and is given again, in turns that say so")
    func relations() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            let turn = try await anna.ask("Wie?", in: id, answer: "Erstens")
            let path = "/api/conversations/\(id)/turns"
            _ = try await anna.call("POST", path, json: #"{"continues": "\#(turn)"}"#)
            let more = await anna.server.model.nextCall()
            #expect(more.prompt.messages.dropFirst().prefix(2).map(\.text) == ["Wie?", "Erstens"])
            #expect(more.prompt.messages.last?.text.contains("abgebrochen") == true)
            more.say(" zweitens")
            more.finish()
            _ = try await anna.call("POST", path, json: #"{"repeats": "\#(turn)"}"#)
            let again = await anna.server.model.nextCall()
            #expect(again.prompt.messages.dropFirst().map(\.text) == ["Wie?"])
            again.say("Anders")
            again.finish()
            let turns = try await anna.call("GET", "/api/conversations/\(id)").json["turns"] as? [[String: Any]]
            #expect(turns?.map { $0["question"] as? String } == ["Wie?", "Wie?", "Wie?"])
            #expect(turns?[1]["continues"] as? String == turn)
            #expect(turns?[2]["repeats"] as? String == turn)
        }
    }

    @Test("A turn of another conversation cannot be continued or repeated, not even by its owner")
    func relationsAcross() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            let turn = try await anna.ask("Wie?", in: id, answer: "Erstens")
            let elsewhere = try await anna.begin()
            for field in ["continues", "repeats"] {
                let refused = try await anna.call(
                    "POST", "/api/conversations/\(elsewhere)/turns", json: #"{"\#(field)": "\#(turn)"}"#)
                #expect(refused.status == 422 && refused.json["field"] as? String == field)
            }
        }
    }

    @Test("A conversation is renamed, pinned, archived and deleted")
    func changes() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            let path = "/api/conversations/\(id)"
            let changed = try await anna.call(
                "PATCH", path, json: #"{"title": " Mein Auto ", "pinned": true, "archived": true, "owner": "v"}"#)
            #expect(changed.json["title"] as? String == "Mein Auto")
            #expect(changed.json["pinned"] as? Bool == true)
            let visible = try await anna.call("GET", "/api/conversations").json["conversations"] as? [Any]
            let archived =
                try await anna.call("GET", "/api/conversations?archived=true").json["conversations"] as? [Any]
            #expect(visible?.count == 0)
            #expect(archived?.count == 1)
            #expect(try await anna.call("DELETE", path).status == 204)
            #expect(try await anna.call("DELETE", path).status == 404)
        }
    }

    @Test(
        "Wrong input is refused with the name of what is wrong",
        arguments: [
            ("POST", "/api/conversations/{c}/turns", "{}", "q"),
            ("POST", "/api/conversations/{c}/turns", #"{"q": " "}"#, "q"),
            ("POST", "/api/conversations/{c}/turns", #"{"q": 7}"#, "q"),
            ("POST", "/api/conversations/{c}/turns", #"{"q": "x", "repeats": "AAAAAAAAAAAAAAAAAAAAAA"}"#, "repeats"),
            ("POST", "/api/conversations/{c}/turns", #"{"continues": "x"}"#, "continues"),
            ("PATCH", "/api/conversations/{c}", #"{"title": "\n"}"#, "title"),
            ("PATCH", "/api/conversations/{c}", #"{"pinned": "yes"}"#, "pinned"),
            ("GET", "/api/conversations?limit=0", nil, "limit"),
            ("GET", "/api/conversations?cursor=x", nil, "cursor"),
            ("GET", "/api/conversations?archived=1", nil, "archived"),
            ("GET", "/api/conversations/{c}?before=x", nil, "before"),
            ("GET", "/api/conversations/{c}/export?format=pdf", nil, "format"),
        ])
    func wrong(_ method: String, _ path: String, _ json: String?, _ field: String) async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            let answer = try await anna.call(method, path.replacing("{c}", with: id), json: json)
            #expect(answer.status == 422)
            #expect(answer.json["field"] as? String == field)
        }
    }

    @Test("A page that was not named may change nothing, whatever cookie comes along")
    func foreignPages() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            for method in ["POST", "PATCH", "DELETE"] {
                let path = method == "POST" ? "/api/conversations" : "/api/conversations/\(id)"
                let answer = try await anna.call(method, path, ["Sec-Fetch-Site": "cross-site"], json: "{}")
                #expect(answer.status == 403)
            }
            // What a form can send is no JSON.
            let form = try await anna.call(
                "POST", "/api/conversations/\(id)/turns", ["Content-Type": "text/plain"], json: #"{"q": "x"}"#)
            #expect(form.status == 415)
            #expect(try await anna.call("GET", "/api/conversations/\(id)").status == 200)
        }
    }
}
