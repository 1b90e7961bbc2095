import Dialogue
import KayaTesting
import Testing

@Suite("What people may do with what is kept of them", .timeLimit(.minutes(1)))
struct OwnDataTests {
    @Test("Everything can be taken away, the archived included, and is one's own alone")
    func export() async throws {
        try await ConversationPeer.run { anna in
            let first = try await anna.begin()
            _ = try await anna.ask("Eins?", in: first, answer: "A1")
            let second = try await anna.begin(#"{"title": "Zwei", "archived": true}"#)
            var bert = ConversationPeer(server: anna.server)
            _ = try await bert.begin(#"{"title": "Fremd"}"#)
            let all = try await anna.call("GET", "/api/me/data").json["conversations"] as? [[String: Any]]
            #expect(all?.map { $0["id"] as? String } == [first, second])
            var line = await anna.server.line("request")
            while line.field("http.route") != "/api/me/data" { line = await anna.server.line("request") }
            #expect(line.field("http.status") == "200")
            #expect((all?.first?["turns"] as? [[String: Any]])?.first?["text"] as? String == "A1")
        }
    }

    @Test("Whoever has nothing gets an empty list")
    func empty() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            _ = try await anna.call("DELETE", "/api/conversations/\(id)")
            #expect(try await anna.call("GET", "/api/me/data").body == #"{"conversations":[]}"#)
            #expect(try await ConversationPeer(server: anna.server).call("GET", "/api/me/data").status == 404)
        }
    }

    @Test("Erasing takes everything, stops what runs, and leaves no log to read")
    func erase() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            let done = try await anna.ask("Eins?", in: id, answer: "A1")
            let running = try await anna.ask("Zwei?", in: id)
            let call = await anna.server.model.nextCall()
            #expect(try await anna.call("DELETE", "/api/me/data").status == 204)
            await call.cancelled()
            for turn in [done, running] {
                #expect(try await anna.call("GET", "/api/turns/\(turn)/events").status == 404)
                #expect(try await anna.call("GET", "/api/turns/\(turn)").status == 404)
            }
            #expect(try await anna.call("GET", "/api/conversations/\(id)").status == 404)
        }
    }

    @Test("Deleting a conversation stops the answer that runs in it")
    func deletion() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            _ = try await anna.call("POST", "/api/conversations/\(id)/turns", json: #"{"q": "Zwei?"}"#)
            let call = await anna.server.model.nextCall()
            #expect(try await anna.call("DELETE", "/api/conversations/\(id)").status == 204)
            await call.cancelled()
        }
    }

    @Test("Erasing and deleting touch no answer of anybody else, and none of another conversation")
    func othersGoOn() async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            let turn = try await anna.ask("Wer?", in: id)
            let call = await anna.server.model.nextCall()
            var bert = ConversationPeer(server: anna.server)
            let theirs = try await bert.begin()
            #expect(try await bert.call("DELETE", "/api/conversations/\(theirs)").status == 204)
            #expect(try await anna.call("GET", "/api/turns/\(turn)/events?live=poll").status == 200)
            #expect(try await bert.call("DELETE", "/api/me/data").status == 204)
            #expect(try await anna.call("GET", "/api/turns/\(turn)/events?live=poll").status == 200)
            let other = try await anna.begin()
            #expect(try await anna.call("DELETE", "/api/conversations/\(other)").status == 204)
            call.say("Ich")
            call.finish()
            #expect(try await anna.call("GET", "/api/turns/\(turn)/events").body.contains(#""fullText":"Ich""#))
        }
    }

    @Test("Nothing in an export runs, whatever was written into it", arguments: ["json", "markdown", "html"])
    func exportFormats(_ format: String) async throws {
        try await ConversationPeer.run { anna in
            let id = try await anna.begin()
            _ = try await anna.ask("<script>alert(1)</script>", in: id, answer: "A&B <img src=x onerror=alert(1)>")
            let answer = try await anna.call("GET", "/api/conversations/\(id)/export?format=\(format)")
            #expect(answer.status == 200)
            #expect(answer.head["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
            #expect(answer.head["content-disposition"]?.hasPrefix("attachment") == true)
            if format == "html" {
                #expect(!answer.body.contains("<script"))
                #expect(!answer.body.contains("<img"))
                #expect(answer.body.contains("A&amp;B &lt;img"))
            }
        }
    }

    @Test("The status tells that an AI answers, and how long things are kept")
    func status() async throws {
        try await ConversationPeer.run { anna in
            let status = try await anna.call("GET", "/api/status").json
            #expect(status["ai"] as? Bool == true)
            let conversations = status["conversations"] as? [String: Any]
            #expect(conversations?["visitorDays"] as? Int == 30)
            #expect(conversations?["writable"] as? Bool == true)
        }
    }
}
