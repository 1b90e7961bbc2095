import ChatServer
import Dialogue
import KayaTesting
import LanguageModels
import LiveStreams
import Testing
import Turns

@Suite("GET /api/turns/{t}/events and its cancellation", .timeLimit(.minutes(1)))
struct TurnRouteTests {
    /// A turn begun by some other reader, and the model's side of it.
    private func begin(_ server: ServerUnderTest) async throws -> (id: TurnID, call: DirectedCall) {
        let turn = try await server.workshop.intake.accept(.asking("Moin")).turn
        return (turn.id, await server.model.nextCall())
    }

    @Test("The stream has every event of the answer under its name")
    func events() async throws {
        try await ServerUnderTest.run { server in
            let (id, call) = try await begin(server)
            try await server.connect { peer in
                try await peer.request("GET", "/api/turns/\(id)/events")
                #expect(try await peer.head()["stream-id"] == "\(id)")
                #expect(try await peer.frame() == ": ok\nretry: 2000\n\n")
                #expect(try await peer.frame() == "id: \(id).1\nevent: turn.started\ndata: {\"turn\":\"\(id)\"}\n\n")
                call.send(.thinking)
                #expect(try await peer.frame() == "event: status\ndata: {\"phase\":\"thinking\"}\n\n")
                call.say("Hallo")
                #expect(try await peer.frame() == "event: status\ndata: {\"phase\":\"writing\"}\n\n")
                #expect(try await peer.frame() == "id: \(id).4\nevent: answer.delta\ndata: {\"text\":\"Hallo\"}\n\n")
                call.finish(usage: Usage(promptTokens: 9, completionTokens: 1))
                let end = """
                    id: \(id).5.end
                    event: turn.finished
                    data: {"finish":"stop","fullText":"Hallo","usage":{"promptTokens":9,"completionTokens":1},"cached":false}


                    """
                #expect(try await peer.frames() == [end])
            }
        }
    }

    @Test("`from` and `Last-Event-ID` mean the same, and the field wins")
    func from() async throws {
        try await ServerUnderTest.run { server in
            let (id, call) = try await begin(server)
            for piece in ["a", "b", "c"] { call.say(piece) }
            call.finish()
            _ = try await server.workshop.intake.turn(id, for: nil)?.end()
            let path = "/api/turns/\(id)/events"
            let byQuery = try await server.answer("GET", "\(path)?from=3").body
            #expect(byQuery.contains("id: \(id).5\nevent: answer.delta\ndata: {\"text\":\"bc\"}\n\n"))
            #expect(try await server.answer("GET", path, ["Last-Event-ID": "\(id).3"]).body == byQuery)
            #expect(try await server.answer("GET", "\(path)?from=0", ["Last-Event-ID": "\(id).3"]).body == byQuery)
            let whole = try await server.answer("GET", "\(path)?from=0").body
            #expect(whole.contains("data: {\"text\":\"abc\"}"))
            for position in [6, 7, 999_999] {
                #expect(try await server.answer("GET", "\(path)?from=\(position)").body.contains("id: \(id).6.end\n"))
            }
        }
    }

    @Test(
        "A position that is none is refused",
        arguments: ["from=-1", "from=x", "from=1000000", "from=", "from=1&from=2"])
    func wrongPosition(_ query: String) async throws {
        try await ServerUnderTest.run { server in
            let (id, _) = try await begin(server)
            let status = try await server.answer("GET", "/api/turns/\(id)/events?\(query)").head.status
            #expect(status == (query.contains("&") ? 400 : 422))
        }
    }

    @Test("Ids of other turns, malformed and unknown ones are refused")
    func wrongID() async throws {
        try await ServerUnderTest.run { server in
            let (id, _) = try await begin(server)
            let path = "/api/turns/\(id)/events"
            #expect(try await server.answer("GET", path, ["Last-Event-ID": "x"]).head.status == 400)
            let other = "AAAAAAAAAAAAAAAAAAAAAA"
            #expect(try await server.answer("GET", path, ["Last-Event-ID": "\(other).1"]).head.status == 400)
            for unknown in [other, "x"] {
                let response = try await server.answer("GET", "/api/turns/\(unknown)/events")
                #expect(response.head.status == 404)
                #expect(response.body.contains("\"code\":\"stream-lost\""))
            }
        }
    }

    @Test("A turn that is no longer live is answered from the archive")
    func stored() async throws {
        try await ServerUnderTest.run {
            $0.workshop.turns.retention = .seconds(1)
        } _: { server in
            let (id, call) = try await begin(server)
            call.say("Hallo")
            call.finish()
            _ = try await server.workshop.intake.turn(id, for: nil)?.end()
            while server.workshop.intake.turn(id, for: nil) != nil { await server.workshop.pass(seconds: 1) }
            let rich = try await server.answer("GET", "/api/turns/\(id)/events?from=2")
            #expect(rich.head["content-type"] == "text/event-stream; charset=utf-8")
            #expect(rich.body.contains("event: turn.finished\ndata: {\"finish\":\"stop\",\"fullText\":\"Hallo\""))
            let simple = try await server.answer("GET", "/chat/stream", ["Last-Event-ID": "\(id).2"])
            #expect(simple.body.hasSuffix("data: {\"done\":true,\"fullText\":\"Hallo\",\"finish\":\"stop\"}\n\n"))
            let poll = try await server.answer("GET", "/api/turns/\(id)/events?live=poll")
            #expect(poll.body.hasSuffix("\"next\":999999,\"ended\":true}"))
            #expect(await server.line("request").field("http.status") == "200")
            #expect(server.model.callCount == 1)
        }
    }

    @Test("A long poll gives what is there at once, and waits for what is not")
    func poll() async throws {
        try await ServerUnderTest.run { server in
            let (id, call) = try await begin(server)
            let path = "/api/turns/\(id)/events?live=poll&from="
            let first = try await server.answer("GET", path + "0")
            #expect(
                first.body
                    == #"{"events":[{"id":"\#(id).1","event":"turn.started","data":{"turn":"\#(id)"}}],"next":1,"ended":false}"#
            )
            try await server.connect { peer in
                try await peer.request("GET", path + "1")
                let turn = try #require(server.workshop.intake.turn(id, for: nil))
                while turn.stream.registrationCount < 2 { await Task.yield() }
                // One that is ahead of the log misses nothing of what follows.
                try await server.connect { ahead in
                    try await ahead.request("GET", path + "999")
                    while turn.stream.registrationCount < 3 { await Task.yield() }
                    call.say("Hallo")
                    #expect(try await ahead.response().body.contains(#""id":"\#(id).2","event":"status""#))
                }
                let second = try await peer.response().body
                #expect(second.contains(#""event":"status""#))
            }
            call.finish()
            _ = try await server.workshop.intake.turn(id, for: nil)?.end()
            let last = try await server.answer("GET", path + "2")
            #expect(last.body.contains(#""id":"\#(id).4.end","event":"turn.finished""#))
            #expect(last.body.hasSuffix(#""next":4,"ended":true}"#))
            #expect(try await server.answer("GET", path + "4").body == #"{"events":[],"next":4,"ended":true}"#)
        }
    }

    @Test("A long poll ends empty when its time is over")
    func pollTimeout() async throws {
        try await ServerUnderTest.run {
            $0.server.timing.poll = .milliseconds(20)
        } _: { server in
            let (id, _) = try await begin(server)
            let response = try await server.answer("GET", "/api/turns/\(id)/events?live=poll&from=1")
            #expect(response.body == #"{"events":[],"next":1,"ended":false}"#)
        }
    }

    @Test("Stopping stops the model and keeps the text; doing it again, or to anything else, is answered alike")
    func cancellation() async throws {
        try await ServerUnderTest.run { server in
            let (id, call) = try await begin(server)
            try await server.connect { peer in
                try await peer.request("GET", "/chat/stream", ["Last-Event-ID": "\(id).0"])
                _ = try await peer.head()
                call.say("Gut")
                _ = try await peer.frame()
                _ = try await peer.frame()
                for target in ["\(id)", "\(id)", "AAAAAAAAAAAAAAAAAAAAAA", "x"] {
                    let response = try await server.answer("POST", "/api/turns/\(target)/cancellation")
                    #expect(response.head.status == 202)
                    #expect(response.body.isEmpty)
                }
                await call.cancelled()
                let end = "id: \(id).4.end\ndata: {\"done\":true,\"fullText\":\"Gut\",\"finish\":\"stopped\"}\n\n"
                #expect(try await peer.frames() == [end])
            }
        }
    }

    @Test("Unknown addresses are problems, and the log does not say which they were")
    func routing() async throws {
        try await ServerUnderTest.run { server in
            let unknown = try await server.answer("GET", "/nothing?q=secret")
            #expect(unknown.head.status == 404)
            #expect(unknown.head["content-type"] == "application/problem+json; charset=utf-8")
            #expect(await server.line("request").field("http.route") == "NotFound")
        }
    }
}
