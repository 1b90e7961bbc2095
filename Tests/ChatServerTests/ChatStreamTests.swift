import Dialogue
import KayaTesting
import LanguageModels
import Testing

@Suite("GET and POST /chat/stream", .timeLimit(.minutes(1)))
struct ChatStreamTests {
    @Test("The answer comes word by word, each one before the model says the next")
    func wordByWord() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("GET", "/chat/stream?q=Ich+m%C3%B6chte+mein+KFZ+zulassen")
                let head = try await peer.head()
                let id = try #require(head["stream-id"])
                #expect(head.status == 200)
                #expect(try await peer.frame() == ": ok\nretry: 2000\n\n")
                let call = await server.model.nextCall()
                #expect(call.prompt.question == "Ich möchte mein KFZ zulassen")
                call.say("Guten ")
                #expect(try await peer.frame() == "id: \(id).3\ndata: {\"text\":\"Guten \"}\n\n")
                call.say("Tag")
                #expect(try await peer.frame() == "id: \(id).4\ndata: {\"text\":\"Tag\"}\n\n")
                call.finish()
                let end = "id: \(id).5.end\ndata: {\"done\":true,\"fullText\":\"Guten Tag\",\"finish\":\"stop\"}\n\n"
                #expect(try await peer.frames() == [end])
            }
        }
    }

    @Test("Every stream has the header fields that keep it from being held back, stored or guessed at")
    func headers() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("POST", "/chat/stream", json: #"{"q":"Moin"}"#)
                let head = try await peer.head()
                #expect(head["content-type"] == "text/event-stream; charset=utf-8")
                #expect(head["cache-control"] == "no-store, no-transform")
                #expect(head["x-accel-buffering"] == "no")
                #expect(head["x-content-type-options"] == "nosniff")
                #expect(head["referrer-policy"] == "no-referrer")
                #expect(head["stream-id"].flatMap { TurnID($0) } != nil)
                #expect(head["x-request-id"]?.count == 16)
                #expect(head["content-encoding"] == nil)
                #expect(head["content-length"] == nil)
            }
        }
    }

    @Test("Two streams follow each other on one connection")
    func keepAlive() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                for question in ["eins", "zwei"] {
                    try await peer.request("GET", "/chat/stream?q=\(question)")
                    await server.modelAnswers(question)
                    #expect(try await peer.response().body.contains("\"fullText\":\"\(question)\""))
                }
            }
        }
    }

    @Test("A request sent while a stream runs is answered after it")
    func pipelining() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("GET", "/chat/stream?q=eins")
                try await peer.request("GET", "/chat/stream?q=zwei")
                await server.modelAnswers("Erste")
                #expect(try await peer.response().body.contains("\"fullText\":\"Erste\""))
                await server.modelAnswers("Zweite")
                #expect(try await peer.response().body.contains("\"fullText\":\"Zweite\""))
            }
        }
    }

    @Test("Resuming at every position gives the exact suffix in one frame, then the end")
    func resume() async throws {
        let pieces = ["Gu", "ten ", "Tag", "\u{1F697}", "!"]
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("GET", "/chat/stream?q=Moin")
                let id = try #require(try await peer.head()["stream-id"])
                let call = await server.model.nextCall()
                for piece in pieces { call.say(piece) }
                call.finish()
                _ = try await peer.frames()
                let end =
                    "id: \(id).8.end\ndata: {\"done\":true,\"fullText\":\"Guten Tag\u{1F697}!\",\"finish\":\"stop\"}\n\n"
                for position in 0...9 {
                    let fields = ["Last-Event-ID": "\(id).\(position)"]
                    let body = try await server.answer("GET", "/chat/stream?q=ignored", fields).body
                    let suffix = pieces.dropFirst(max(position - 2, 0)).joined()
                    let text = suffix.isEmpty ? "" : "id: \(id).7\ndata: {\"text\":\"\(suffix)\"}\n\n"
                    #expect(body == ": ok\nretry: 2000\n\n" + text + end, "after \(position)")
                }
                #expect(server.model.callCount == 1)
            }
        }
    }

    @Test("A reader that comes back while the answer runs gets its gap in one frame and then goes on live")
    func liveResume() async throws {
        try await ServerUnderTest.run { server in
            let id = try await server.connect { peer in
                try await peer.request("GET", "/chat/stream?q=Moin")
                let id = try #require(try await peer.head()["stream-id"])
                _ = try await peer.frame()
                return id
            }
            let call = await server.model.nextCall()
            for piece in ["a", "b", "c"] { call.say(piece) }
            try await server.connect { peer in
                try await peer.request("GET", "/chat/stream", ["Last-Event-ID": "\(id).3"])
                _ = try await peer.head()
                _ = try await peer.frame()
                #expect(try await peer.frame() == "id: \(id).5\ndata: {\"text\":\"bc\"}\n\n")
                call.say("d")
                #expect(try await peer.frame() == "id: \(id).6\ndata: {\"text\":\"d\"}\n\n")
            }
        }
    }

    @Test("A position that was never given out skips nothing of what follows")
    func farPosition() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("GET", "/chat/stream?q=Moin")
                let id = try #require(try await peer.head()["stream-id"])
                let call = await server.model.nextCall()
                try await server.connect { other in
                    try await other.request("GET", "/chat/stream", ["Last-Event-ID": "\(id).999"])
                    _ = try await other.head()
                    _ = try await other.frame()
                    call.say("Hallo")
                    #expect(try await other.frame() == "id: \(id).3\ndata: {\"text\":\"Hallo\"}\n\n")
                }
            }
        }
    }

    @Test("A reader that has read everything is told to stop, whatever its id names", arguments: ["GET", "POST"])
    func end(_ method: String) async throws {
        try await ServerUnderTest.run { server in
            let fields = ["Last-Event-ID": "7Qm2Zr0cT1bYw8KpXe5LdA.57.end", "Accept": "text/event-stream"]
            let response = try await server.answer(method, "/chat/stream?q=Moin", fields)
            #expect(response.head.status == 204)
            let rich = try await server.answer("GET", "/api/turns/7Qm2Zr0cT1bYw8KpXe5LdA/events", fields)
            #expect(rich.head.status == 204)
            #expect(server.model.callCount == 0)
        }
    }

    @Test("An unknown id is a lost stream and never a second answer")
    func unknown() async throws {
        try await ServerUnderTest.run { server in
            let fields = ["Last-Event-ID": "7Qm2Zr0cT1bYw8KpXe5LdA.57"]
            let response = try await server.answer("GET", "/chat/stream?q=Moin", fields)
            #expect(response.head.status == 404)
            #expect(response.body.contains("\"code\":\"stream-lost\""))
            let native = fields.merging(["Accept": "text/event-stream"]) { $1 }
            let stream = try await server.answer("GET", "/chat/stream?q=Moin", native)
            #expect(stream.head.status == 200)
            #expect(stream.body.contains("\"code\":\"stream-lost\""))
            #expect(stream.body.firstMatch(of: /^id: [A-Za-z0-9_-]{22}\.[0-9]{1,6}\.end\n/) != nil)
            #expect(server.model.callCount == 0)
        }
    }

    @Test("A malformed id begins a new answer, but not to a question that was just asked")
    func malformed() async throws {
        try await ServerUnderTest.run { server in
            let fields = ["Last-Event-ID": "17"]
            try await server.connect { peer in
                try await peer.request("GET", "/chat/stream?q=Moin", fields)
                #expect(try await peer.head().status == 200)
                let refused = try await server.answer("GET", "/chat/stream?q=Moin", fields)
                #expect(refused.head.status == 400)
                let posted = try await server.answer("POST", "/chat/stream", fields, json: #"{"q":" Moin "}"#)
                #expect(posted.head.status == 400)
            }
            #expect(server.model.callCount <= 1)
        }
    }

    @Test("The same question of the same visitor within ten seconds is one turn, whoever repeats it")
    func repetition() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("GET", "/chat/stream?q=Moin")
                let id = try #require(try await peer.head()["stream-id"])
                await server.modelAnswers("Hallo")
                _ = try await peer.frames()
                let again = try await server.answer("GET", "/chat/stream?q=++Moin+")
                #expect(again.head["stream-id"] == id)
                #expect(again.body.contains("\"fullText\":\"Hallo\""))
                server.workshop.clock.advance(by: .seconds(10))
                try await peer.request("GET", "/chat/stream?q=Moin")
                #expect(try await peer.head()["stream-id"] != id)
            }
        }
    }

    @Test("The same request id is the same turn over every transport, and a conflict with another question")
    func requestID() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("POST", "/chat/stream", json: #"{"q":"Moin","requestId":"r1"}"#)
                let id = try #require(try await peer.head()["stream-id"])
                await server.modelAnswers("Hallo")
                _ = try await peer.frames()
                server.workshop.clock.advance(by: .seconds(60))
                let key = ["Idempotency-Key": "r1"]
                #expect(try await server.answer("GET", "/chat/stream?q=Moin", key).head["stream-id"] == id)
                #expect(try await server.answer("POST", "/chat", key, json: #"{"q":"Moin"}"#).body.contains(id))
                let other = try await server.answer("POST", "/chat/stream", key, json: #"{"q":"Tschüss"}"#)
                #expect(other.head.status == 409)
                #expect(other.body.contains("\"code\":\"duplicate-request\""))
                #expect(server.model.callCount == 1)
            }
        }
    }

    @Test("A failed answer ends with one error frame that keeps the text so far")
    func failure() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("GET", "/chat/stream?q=Moin", ["Accept-Language": "en"])
                let id = try #require(try await peer.head()["stream-id"])
                let call = await server.model.nextCall()
                call.say("Gut")
                call.fail(ModelError(.cut, "upstream words"))
                let last = try #require(try await peer.frames().last)
                let expected = """
                    id: \(id).4.end
                    data: {"error":"The answer broke off. The text so far is true. Please ask again.",\
                    "code":"upstream-cut","retryable":true,"partialText":"Gut"}


                    """
                #expect(last == expected)
            }
        }
    }

    @Test("The rich dialect is there for those who post for it")
    func rich() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("POST", "/chat/stream", json: #"{"q":"Moin","dialect":"rich"}"#)
                await server.modelAnswers("Hallo")
                let body = try await peer.response().body
                #expect(body.contains("event: turn.started\n"))
                #expect(body.contains("event: turn.finished\n"))
            }
        }
    }
}
