import KayaTesting
import Testing

@Suite("Reading an answer, and reading on", .serialized, .timeLimit(.minutes(2)))
struct ReadingTests {
    private static let tokens = (0..<60).map { "Wort\($0) ä🚗 " }

    @Test("The first word leaves before the model has sent its second")
    func firstWord() async throws {
        let gate = ModelServer.Gate()
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["eins ", "zwei"]).steps(pieces: 2, then: gate)
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    try await kaya.open("Eins?") { stream in
                        #expect(try await stream.next()?.content.text == "eins ")
                        gate.open()
                        let answer = try await stream.rest()
                        #expect(answer.frames.map(\.content.text) == ["zwei", nil])
                        #expect(answer.ending?.fullText == "eins zwei")
                    }
                }
            })
    }

    @Test("Headers and a first byte leave before the model has answered at all")
    func firstByte() async throws {
        try await withModelServer(
            answer: { _ in
                [.hold]
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    try await kaya.open("Noch nichts?") { stream in
                        let expected = [
                            "Content-Type": "text/event-stream; charset=utf-8",
                            "Cache-Control": "no-store, no-transform",
                            "X-Accel-Buffering": "no", "X-Content-Type-Options": "nosniff",
                            "Referrer-Policy": "no-referrer",
                        ]
                        for (name, value) in expected { #expect(stream.response.value(of: name) == value) }
                        #expect(stream.response.value(of: "Stream-Id")?.count == 22)
                        #expect(stream.response.value(of: "Content-Encoding") == nil)
                        let first = try await stream.response.nextPiece()
                        #expect(first?.first == UInt8(ascii: ":"))
                    }
                }
            })
    }

    @Test("A reader that comes back misses nothing and repeats nothing", arguments: [1, 2, 7])
    func resume(framesPerVisit: Int) async throws {
        let gates = (0..<4).map { _ in ModelServer.Gate() }
        try await withModelServer(
            answer: { _ in
                Self.script(gates)
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    var frames: [SimpleFrame] = []
                    for gate in gates {
                        gate.open()
                        try await kaya.open("Weiter?", fields: lastEventID(of: frames)) { stream in
                            var count = 0
                            while count < framesPerVisit, let frame = try await stream.next() {
                                frames.append(frame)
                                count += 1
                                if frame.isEnding { break }
                                // The next word is not out yet: the reader leaves where it stands.
                                if frames.compactMap(\.content.text).joined().hasSuffix("|") { break }
                            }
                        }
                    }
                    while frames.last?.isEnding != true {
                        let more = try await kaya.open("Weiter?", fields: lastEventID(of: frames)) {
                            try await $0.rest()
                        }
                        try #require(!more.frames.isEmpty)
                        frames += more.frames
                    }
                    let text = frames.compactMap(\.content.text).joined()
                    #expect(text == Self.text)
                    #expect(frames.last?.content.fullText == text)
                    #expect(Set(frames.map(\.id)).count == frames.count, "no id comes twice")
                    #expect(server.requests.count == 1)
                }
            })
    }

    /// Tokens in parts that each wait for a gate; a part ends in `|`.
    private static func script(_ gates: [ModelServer.Gate]) -> ModelServer.Script {
        let answer = ModelAnswer.tokens(parts.flatMap { $0 })
        var script: ModelServer.Script = [.send(answer.headBytes + UpstreamFault.chunk(answer.pieces[0]))]
        var pieces = answer.pieces.dropFirst()
        for (gate, part) in zip(gates, parts) {
            script.append(.wait(until: gate))
            script += pieces.prefix(part.count).map { .send(UpstreamFault.chunk($0)) }
            pieces = pieces.dropFirst(part.count)
        }
        return script + [.send(pieces.flatMap { UpstreamFault.chunk($0) } + Array("0\r\n\r\n".utf8))]
    }

    private static let parts = (0..<4).map { part in tokens[part * 15..<part * 15 + 15] + ["|"] }
    private static let text = parts.joined().joined()

    private func lastEventID(of frames: [SimpleFrame]) -> [String] {
        frames.last?.id.map { ["Last-Event-ID: \($0)"] } ?? []
    }

    @Test("A reader that has read all is told to stop, whoever knows the turn")
    func readAll() async throws {
        try await KayaProcess.run(model: "http://127.0.0.1:9/v1") { kaya in
            let response = try await kaya.get(
                "/chat/stream?q=x", fields: ["Last-Event-ID: AAAAAAAAAAAAAAAAAAAAAA.7.end"])
            #expect(response?.status == 204)
            #expect(response?.body == "")
        }
    }

    @Test(
        "No id that was never given out starts a model or fails the server",
        arguments: [
            "AAAAAAAAAAAAAAAAAAAAAA.7", "AAAAAAAAAAAAAAAAAAAAAA.999999",
        ])
    func unknownID(_ id: String) async throws {
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["nein"]).steps
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    let response = try #require(
                        try await kaya.get(KayaProcess.target("Wer?"), fields: ["Last-Event-ID: \(id)"]))
                    #expect(response.status == 404)
                    #expect(response.body.contains(#""code":"stream-lost""#))
                    #expect(server.requests.isEmpty)
                }
            })
    }

    @Test(
        "An id that is none never fails the server",
        arguments: [
            "", "x", "../../etc/passwd", "AAAAAAAAAAAAAAAAAAAAAA.-1", "AAAAAAAAAAAAAAAAAAAAAA.1.end.end", "ä",
            "AAAA\u{7}.1",
            String(repeating: "A", count: 10_000), "AAAAAAAAAAAAAAAAAAAAAA.9999999", "'; DROP TABLE turns; --",
        ])
    func malformedID(_ id: String) async throws {
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["ja"]).steps
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    let response = try #require(
                        try await kaya.get(KayaProcess.target("Wer?"), fields: ["Last-Event-ID: \(id)"]))
                    #expect([200, 400].contains(response.status), "\(response)")
                    #expect(server.requests.count <= 1)
                    let again = try #require(
                        try await kaya.get(KayaProcess.target("Wer?"), fields: ["Last-Event-ID: \(id)"]))
                    #expect(again.status < 500)
                    #expect(server.requests.count <= 1, "a client that cannot resume does not pay twice")
                }
            })
    }

    @Test("The long poll, the whole answer and the rich stream tell the same")
    func dialects() async throws {
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(Self.tokens).steps
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    let text = Self.tokens.joined()
                    let (turn, answer) = try await kaya.open("Alles?") { stream in
                        (try #require(stream.response.value(of: "Stream-Id")), try await stream.rest())
                    }
                    #expect(answer.text == text)
                    let json = text.replacing("\"", with: "\\\"")
                    let rich = try await kaya.get("/api/turns/\(turn)/events", fields: ["Accept: text/event-stream"])
                    #expect(rich?.body.contains("event: answer.delta") == true)
                    #expect(rich?.body.contains("\"fullText\":\"\(json)\"") == true)
                    let poll = try await kaya.get("/api/turns/\(turn)/events?live=poll&from=0")
                    #expect(poll?.body.contains("\"ended\":true") == true)
                    #expect(poll?.body.contains("\"text\":\"\(json)\"") == true)
                    let whole = try await kaya.get("/chat", method: "POST", body: #"{"q":"Alles?"}"#)
                    #expect(whole?.body.hasPrefix("{\"answer\":\"\(json)\",\"finish\":\"stop\"") == true)
                    #expect(server.requests.count == 1, "one question, one call, whatever reads it")
                }
            })
    }

    @Test("A client of HTTP/1.0 gets the words and nothing between them")
    func http10() async throws {
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(Self.tokens).steps
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    let bytes = try await kaya.connect { connection in
                        connection.send("GET /chat/stream?q=Alt HTTP/1.0\r\n\r\n")
                        return await connection.receiveAll()
                    }
                    let response = String(decoding: bytes, as: UTF8.self)
                    let body = try #require(response.firstRange(of: "\r\n\r\n")).upperBound
                    let frames = try response[body...].split(separator: "\n\n").compactMap { try SimpleFrame($0) }
                    #expect(frames.compactMap(\.content.text).joined() == Self.tokens.joined())
                    #expect(response.hasPrefix("HTTP/1.0 200 OK\r\n"))
                    #expect(!response[body...].utf8.contains(0x0D), "chunk sizes are not part of HTTP/1.0")
                }
            })
    }
}
