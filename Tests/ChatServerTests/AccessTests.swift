import ChatServer
import Dialogue
import KayaTesting
import LanguageModels
import Logging
import Testing
import Turns

@Suite("Who may, and how much", .timeLimit(.minutes(1)))
struct AccessTests {
    private static let origin = "https://amt.example"

    @Test("Pages of other origins get nothing unless they were named")
    func corsDenied() async throws {
        try await ServerUnderTest.run {
            $0.server.allowedOrigins = [Self.origin]
        } _: { server in
            for origin in ["https://evil.example", "null", "\(Self.origin).evil", "http://amt.example"] {
                let preflight = ["Origin": origin, "Access-Control-Request-Method": "POST"]
                let refused = try await server.answer("OPTIONS", "/chat/stream", preflight)
                #expect(refused.head.status == 403)
                #expect(refused.head["access-control-allow-origin"] == nil)
                #expect(refused.body.contains("\"code\":\"forbidden\""))
                let plain = try await server.answer("GET", "/healthz", ["Origin": origin])
                #expect(plain.head["access-control-allow-origin"] == nil)
                #expect(plain.head["vary"] == "Origin")
                for site in ["cross-site", "same-site"] {
                    let foreign = ["Origin": origin, "Sec-Fetch-Site": site]
                    #expect(try await server.answer("GET", "/chat/stream?q=Moin", foreign).head.status == 403)
                }
            }
            let navigation = ["Sec-Fetch-Site": "cross-site"]
            #expect(try await server.answer("GET", "/chat/stream?q=Moin", navigation).head.status == 403)
            #expect(server.model.callCount == 0)
        }
    }

    @Test("Pages of a named origin may ask, and may read problems too")
    func corsAllowed() async throws {
        try await ServerUnderTest.run {
            $0.server.allowedOrigins = [Self.origin]
        } _: { server in
            let preflight = ["Origin": Self.origin, "Access-Control-Request-Method": "POST"]
            let allowed = try await server.answer("OPTIONS", "/chat/stream", preflight)
            #expect(allowed.head.status == 204)
            #expect(allowed.head["access-control-allow-origin"] == Self.origin)
            #expect(allowed.head["access-control-allow-headers"]?.contains("Last-Event-ID") == true)
            let fields = ["Origin": Self.origin, "Sec-Fetch-Site": "cross-site"]
            let problem = try await server.answer("GET", "/chat/stream", fields)
            #expect(problem.head.status == 400)
            #expect(problem.head["access-control-allow-origin"] == Self.origin)
            let document = try await server.answer("POST", "/chat", fields, json: "{}")
            #expect(document.head.status == 422)
            #expect(document.head["access-control-allow-origin"] == Self.origin)
            try await server.connect { peer in
                try await peer.request("GET", "/chat/stream?q=Moin", fields)
                let head = try await peer.head()
                #expect(head["access-control-allow-origin"] == Self.origin)
                #expect(head["access-control-expose-headers"]?.contains("Stream-Id") == true)
            }
        }
    }

    @Test("A wrong method is answered with 405 and the right ones, and costs no model")
    func wrongMethod() async throws {
        try await ServerUnderTest.run { server in
            for (method, path, allowed) in [
                ("PUT", "/chat/stream?q=Moin", "GET, POST"), ("HEAD", "/chat/stream?q=Moin", "GET, POST"),
                ("GET", "/chat", "POST"), ("HEAD", "/metrics", "GET"), ("PUT", "/healthz", "GET, HEAD"),
                ("DELETE", "/api/turns/AAAAAAAAAAAAAAAAAAAAAA/events", "GET"),
                ("OPTIONS", "/v1/chat/completions", "POST"),
            ] {
                let refused = try await server.answer(method, path)
                #expect(refused.head.status == 405)
                #expect(refused.head["allow"] == allowed)
                if method != "HEAD" { #expect(refused.body.contains("\"code\":\"method-not-allowed\"")) }
            }
            #expect(server.model.callCount == 0)
        }
    }

    @Test("A balancer may look whether the server lives and is ready by HEAD", arguments: ["/healthz", "/readyz"])
    func headOfHealth(_ path: String) async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("HEAD", path)
                let head = try await peer.head()
                #expect(head.status == 200)
                #expect(head["content-length"] == (path == "/healthz" ? "3" : "6"))
                // Whatever were sent as a body would be read as the head of this answer.
                #expect(try await peer.answer("GET", path).head.status == 200)
            }
        }
    }

    @Test("A client has so many streams open and no more, and gets its place back")
    func streamsPerClient() async throws {
        try await ServerUnderTest.run {
            $0.server.limits.streamsPerClient = 2
        } _: { server in
            try await server.connect { first in
                try await server.connect { second in
                    for (peer, question) in [(first, "eins"), (second, "zwei")] {
                        try await peer.request("GET", "/chat/stream?q=\(question)")
                        #expect(try await peer.head().status == 200)
                    }
                    let refused = try await server.answer("GET", "/chat/stream?q=drei")
                    #expect(refused.head.status == 429)
                    #expect(refused.head["retry-after"] == "5")
                    #expect(refused.body.contains("\"code\":\"rate-limited\""))
                    try await second.leave()
                    _ = await server.line("stream")
                    try await server.connect { third in
                        try await third.request("GET", "/chat/stream?q=vier")
                        #expect(try await third.head().status == 200)
                    }
                }
            }
        }
    }

    @Test("Questions whose readers have left count as their client's until they end, in conversations too")
    func turnsPerClient() async throws {
        try await ConversationPeer.run {
            $0.workshop.turns.maximumPerClient = 2
        } _: { anna in
            let path = "/api/conversations/\(try await anna.begin())/turns"
            for (question, status) in [("Eins?", 201), ("Zwei?", 201), ("Drei?", 429)] {
                #expect(try await anna.call("POST", path, json: #"{"q": "\#(question)"}"#).status == status)
            }
            #expect(try await anna.server.answer("GET", "/chat/stream?q=vier").head.status == 429)
        }
    }

    @Test("The addresses that one client has of IPv6 count as one")
    func streamsPerNetwork() async throws {
        try await ServerUnderTest.run {
            $0.server.limits.streamsPerClient = 1
            $0.server.trustedProxies = AddressRange.loopback
        } _: { server in
            try await server.connect { first in
                try await first.request("GET", "/chat/stream?q=eins", ["X-Forwarded-For": "2001:db8:0:1::7"])
                #expect(try await first.head().status == 200)
                for (address, status) in [("2001:db8:0:1:2::8", 429), ("2001:db8:0:2::7", 200)] {
                    try await server.connect { second in
                        try await second.request("GET", "/chat/stream?q=zwei", ["X-Forwarded-For": address])
                        #expect(try await second.head().status == status)
                    }
                }
            }
        }
    }

    @Test("The address a proxy reports counts only when the proxy is trusted")
    func forwardedFor() async throws {
        for isTrusted in [true, false] {
            try await ServerUnderTest.run {
                $0.server.limits.streamsPerClient = 1
                if isTrusted { $0.server.trustedProxies = AddressRange.loopback }
            } _: { server in
                try await server.connect { first in
                    try await first.request("GET", "/chat/stream?q=eins", ["X-Forwarded-For": "6.6.6.6, 203.0.113.7"])
                    #expect(try await first.head().status == 200)
                    try await server.connect { second in
                        let fields = ["X-Forwarded-For": "6.6.6.6, 203.0.113.8", "X-Request-Id": "abc-1"]
                        try await second.request("GET", "/chat/stream?q=zwei", fields)
                        let head = try await second.head()
                        #expect(head.status == (isTrusted ? 200 : 429))
                        #expect((head["x-request-id"] == "abc-1") == isTrusted)
                    }
                }
            }
        }
    }

    @Test("Metrics are for whoever has the token, or without one for this machine alone")
    func metrics() async throws {
        try await ServerUnderTest.run { server in
            let response = try await server.answer("GET", "/metrics")
            #expect(response.head.status == 200)
            #expect(response.head["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(response.body.contains("kaya_stream_readers 0\n"))
            let proxied = try await server.answer("GET", "/metrics", ["X-Forwarded-For": "203.0.113.7"])
            #expect(proxied.head.status == 404)
        }
        try await ServerUnderTest.run {
            $0.server.metricsToken = "secret"
        } _: { server in
            for field in ["", "secret", "Bearer", "Bearer secre", "Bearer secret2", "bearer secret"] {
                let response = try await server.answer("GET", "/metrics", ["Authorization": field])
                #expect(response.head.status == 404)
            }
            let response = try await server.answer("GET", "/metrics", ["Authorization": "Bearer secret"])
            #expect(response.head.status == 200)
        }
    }

    @Test("A draining server is alive, not ready, and refuses new questions")
    func draining() async throws {
        try await ServerUnderTest.run { server in
            let ready = try await server.answer("GET", "/readyz")
            #expect(ready.head.status == 200)
            _ = try await server.workshop.intake.accept(.asking())
            server.workshop.intake.drain()
            let unready = try await server.answer("GET", "/readyz")
            #expect(unready.head.status == 503)
            #expect(unready.head["retry-after"] == "5")
            let alive = try await server.answer("GET", "/healthz")
            #expect(alive.head.status == 200)
            let refused = try await server.answer("POST", "/chat", json: #"{"q":"Moin"}"#)
            #expect(refused.head.status == 503)
            #expect(refused.body.contains("\"code\":\"draining\""))
        }
    }

    @Test("Every request is one line of the log, and no line holds a question, an answer or a token")
    func accessLog() async throws {
        let log = CapturedLog(lowest: .trace)
        try await ServerUnderTest.run {
            $0.log = log
            $0.workshop.logger = log.logger
        } _: { server in
            try await server.connect { peer in
                let fields = ["Authorization": "Bearer geheim-token"]
                try await peer.request("GET", "/chat/stream?q=geheim-frage", fields)
                await server.modelAnswers("geheim-antwort")
                _ = try await peer.response()
                _ = try await peer.answer("POST", "/chat", fields, json: #"{"q":"geheim-frage"}"#)
                _ = try await peer.answer("GET", "/chat/stream", ["Last-Event-ID": "geheim"])
                _ = try await peer.answer("GET", "/geheim?q=geheim")
            }
            var lines: [CapturedLog.Line] = []
            while lines.count(where: { ["stream", "request"].contains($0.message) }) < 4 {
                lines.append(await log.lines.next())
            }
            lines += log.lines.pending
            let access = lines.filter { ["stream", "request"].contains($0.message) }
            #expect(access.map { $0.field("http.status") } == ["200", "200", "400", "404"])
            #expect(access.map { $0.field("http.route") } == ["/chat/stream", "/chat", "/chat/stream", "NotFound"])
            #expect(access.first?.field("stream.outcome") == "complete")
            #expect(access.allSatisfy { $0.field("request.id")?.count == 16 })
            for line in lines {
                #expect(!"\(line.message) \(line.metadata)".contains("geheim"), "\(line)")
            }
        }
    }

    @Test("A reader's leaving is noticed before the first word and while writing, and stops the model after the grace")
    func leaving() async throws {
        for hasSpoken in [true, false] {
            try await ServerUnderTest.run { server in
                try await server.connect { peer in
                    try await peer.request("GET", "/chat/stream?q=Moin")
                    _ = try await peer.head()
                    _ = try await peer.frame()
                    let call = await server.model.nextCall()
                    if hasSpoken {
                        call.say("Guten")
                        _ = try await peer.frame()
                    }
                    try await peer.leave()
                    #expect(await server.line("stream").field("stream.outcome") == "reader-left")
                    #expect(call.isRunning)
                    await server.workshop.pass(seconds: 32)
                    await call.cancelled()
                }
            }
        }
    }

    @Test("A reader's leaving is noticed while things are looked up")
    func leavingRetrieval() async throws {
        let never = Gate()
        try await ServerUnderTest.run {
            $0.workshop.knowledge = ScriptedKnowledge { _ in
                try await never.wait()
                return []
            }
        } _: { server in
            try await server.connect { peer in
                try await peer.request("GET", "/chat/stream?q=Moin")
                _ = try await peer.head()
                #expect(try await peer.frame() == ": ok\nretry: 2000\n\n")
                await never.arrival()
                try await peer.leave()
            }
            #expect(await server.line("stream").field("stream.outcome") == "reader-left")
            await server.workshop.pass(seconds: 32)
            while server.workshop.intake.runningCount > 0 { await Task.yield() }
            #expect(server.model.callCount == 0)
        }
    }
}
