import KayaTesting
import NIOCore
import Testing

@Suite("Many readers, slow readers, hostile requests", .serialized, .timeLimit(.minutes(4)))
struct LoadTests {
    @Test("A hundred equal questions at once are one model call, and all get the same words")
    func equalQuestions() async throws {
        let gate = ModelServer.Gate()
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["eins ", "zwei ", "drei"]).steps(pieces: 1, then: gate)
            },
            { server in
                try await KayaProcess.run(model: server.baseURL, settings: ["KAYA_LIMITS_STREAMS_PER_CLIENT": "200"]) {
                    kaya in
                    let answers = try await withThrowingTaskGroup(of: SeenAnswer.self) { group in
                        for reader in 0..<100 {
                            group.addTask {
                                try await kaya.open(
                                    "Alle dasselbe?", fields: ["User-Agent: reader-\(reader)"]
                                ) { stream in
                                    _ = try await stream.response.nextPiece()
                                    return try await stream.rest()
                                }
                            }
                        }
                        try await waitUntil("a hundred readers") {
                            try await kaya.get("/metrics")?.body.contains("kaya_stream_readers 100\n") == true
                        }
                        gate.open()
                        return try await group.reduce(into: []) { $0.append($1) }
                    }
                    #expect(answers.count == 100)
                    #expect(answers.allSatisfy { $0.text == "eins zwei drei" && $0.outcome == "stop" && $0.isWhole })
                    #expect(server.requests.count == 1)
                }
            })
    }

    @Test(
        "What is refused because a client reads too much already asks no model",
        arguments: [
            "/chat/stream", "/chat", "/v1/chat/completions",
        ])
    func refusedForNothing(_ path: String) async throws {
        try await withModelServer(
            answer: { _ in ModelAnswer.tokens(["ja"]).steps(pieces: 1, then: ModelServer.Gate()) },
            { server in
                try await KayaProcess.run(model: server.baseURL, settings: ["KAYA_LIMITS_STREAMS_PER_CLIENT": "1"]) {
                    kaya in
                    try await kaya.open("Die eine?") { stream in
                        _ = try await stream.response.nextPiece()
                        try await server.nextRequest()
                        let body = #"{"q":"Die andere?","messages":[{"role":"user","content":"Die andere?"}]}"#
                        let refused = try await kaya.get(path, method: "POST", body: body)
                        #expect(refused?.status == 429)
                        #expect(refused?.fields["retry-after"] != nil)
                        #expect(refused?.body.contains("rate-limited") == true)
                        try await waitUntil("the server is quiet") {
                            try await kaya.get("/metrics")?.body.contains("kaya_turns_running 1\n") == true
                        }
                        #expect(server.requests.count == 1)
                    }
                }
            })
    }

    @Test("After five failures questions fail fast, without a call, and one probe brings the server back")
    func breaker() async throws {
        let isHealthy = ModelServer.Gate()
        try await withModelServer(
            answer: { request in
                request.question == "Geheilt?"
                    ? ModelAnswer.tokens(["ja"]).steps : ModelAnswer.response(status: 500).steps
            },
            { server in
                let settings = Settings.noRetries.merging(["KAYA_BREAKER_OPEN_DELAY": "1s"]) { $1 }
                try await KayaProcess.run(model: server.baseURL, settings: settings) { kaya in
                    for number in 1...5 {
                        #expect(try await kaya.ask("Kaputt \(number)?").outcome == "upstream-error")
                    }
                    #expect(server.requests.count == 5)
                    let refused = try await kaya.ask("Kaputt 6?")
                    #expect(refused.outcome == "breaker-open")
                    #expect(server.requests.count == 5, "an open breaker asks nobody")
                    isHealthy.open()
                    try await waitUntil("the probe gets through") { try await kaya.ask("Geheilt?").outcome == "stop" }
                }
            })
    }

    @Test("Ten stalled readers of ten thousand tokens cost little, and another reader feels nothing")
    func stalledReaders() async throws {
        let tokens = (0..<10_000).map { "Wort \($0) und mehr" }
        try await withModelServer(
            answer: { request in
                request.question == "Kurz?"
                    ? ModelAnswer.tokens(["ja"]).steps : ModelAnswer.tokens(tokens).stepsPieceByPiece
            },
            { server in
                try await KayaProcess.run(model: server.baseURL, settings: Settings.longAnswers) { kaya in
                    #expect(try await kaya.ask("Kurz?").outcome == "stop")
                    let memory = try kaya.residentMebibytes
                    var stalled: [ClientConnection] = []
                    defer { for connection in stalled { connection.close() } }
                    for _ in 0..<10 {
                        let connection = try await ClientConnection.open(
                            port: kaya.port, reads: false, receiveBufferSize: 4096)
                        connection.send(KayaProcess.request(KayaProcess.target("Lang?")))
                        stalled.append(connection)
                    }
                    let answer = try await kaya.ask("Lang?", timeLimit: .seconds(120))
                    #expect(answer.text == tokens.joined())
                    #expect(answer.outcome == "stop")
                    #expect(server.requests.count == 2)
                    #expect(try kaya.residentMebibytes - memory < 100)
                }
            })
    }

    @Test("A reader that takes nothing is cut off, and its descriptor comes back")
    func stalledReaderIsCut() async throws {
        let tokens = Array(repeating: String(repeating: "🚗", count: 1_000), count: 4_000)
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(tokens).steps
            },
            { server in
                let settings = ["KAYA_STREAMS_WRITE_TIMEOUT": "1s", "KAYA_MODEL_MAX_CHARACTERS": "10000000"]
                try await KayaProcess.run(model: server.baseURL, settings: settings) { kaya in
                    #expect(try await kaya.get("/healthz")?.status == 200)
                    let descriptors = try kaya.descriptorCount
                    let stalled = try await ClientConnection.open(
                        port: kaya.port, reads: false, receiveBufferSize: 4096)
                    defer { stalled.close() }
                    stalled.send(KayaProcess.request(KayaProcess.target("Viel?")))
                    try await waitUntil("the reader is cut off") {
                        try await kaya.get("/metrics")?.body.contains(#"kaya_streams_total{outcome="timed-out"} 1"#)
                            == true
                    }
                    try await waitUntil("its descriptor comes back") { try kaya.descriptorCount <= descriptors + 2 }
                }
            })
    }

    @Test("A client that sends its request too slowly is cut off, and others feel nothing")
    func slowRequests() async throws {
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["ja"]).steps
            },
            { server in
                let settings = ["KAYA_LIMITS_IDLE_TIMEOUT": "10s", "KAYA_LIMITS_BODY_TIMEOUT": "1s"]
                try await KayaProcess.run(model: server.baseURL, settings: settings) { kaya in
                    try await kaya.connect { head in
                        head.send("GET /chat/stream?q=langsam HTTP/1.1\r\nHost: lo")
                        try await kaya.connect { body in
                            body.send(
                                "POST /chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"
                            )
                            #expect(try await kaya.ask("Und ich?").outcome == "stop")
                            let response = ResponseReader(body)
                            try await response.readHead()
                            #expect([400, 408].contains(response.status))
                        }
                        let end = await head.receiveAll()
                        #expect(!String(decoding: end, as: UTF8.self).contains(" 200 "))
                    }
                    #expect(server.requests.count == 1)
                }
            })
    }

    @Test("Requests that are too large are refused early and kept nowhere", arguments: OversizedRequest.all)
    func oversized(_ request: OversizedRequest) async throws {
        try await KayaProcess.run(model: "http://127.0.0.1:9/v1") { kaya in
            #expect(try await kaya.get("/healthz")?.status == 200)
            let memory = try kaya.residentMebibytes
            try await kaya.connect { connection in
                connection.send(request.head)
                let piece = ByteBuffer(bytes: request.piece)
                var sent = 0
                while sent < request.count, await connection.deliver(piece) { sent += 1 }
                let response = ResponseReader(connection)
                do {
                    try await response.readHead()
                    #expect([400, 413, 414, 431].contains(response.status), "status \(response.status)")
                } catch is ResponseReader.Unreadable {
                    // Closed while it was still sending; a reset may overtake the response.
                }
            }
            #expect(try kaya.residentMebibytes - memory < 30)
            #expect(try await kaya.get("/healthz")?.status == 200)
        }
    }

    @Test("Two hundred connections that come, ask and go leave nothing behind")
    func churn() async throws {
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["eins ", "zwei"]).steps
            },
            { server in
                try await KayaProcess.run(model: server.baseURL, settings: Settings.shortGrace) { kaya in
                    try await churn(kaya, round: 0)
                    try await waitUntil("quiet") { server.openConnectionCount <= 64 }
                    let descriptors = try kaya.descriptorCount
                    let memory = try kaya.residentMebibytes
                    for round in 1...4 { try await churn(kaya, round: round) }
                    try await waitUntil("the descriptors come back to \(descriptors)") {
                        try kaya.descriptorCount <= descriptors
                    }
                    #expect(try kaya.residentMebibytes - memory < 40)
                }
            })
    }

    /// Forty askers at once: some read all, some leave at the first byte, some say nothing at all.
    private func churn(_ kaya: KayaProcess, round: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    switch number % 4 {
                    case 0: try await kaya.connect { _ in }
                    case 1: try await kaya.open("Frage \(round)-\(number)?") { _ = try await $0.response.nextPiece() }
                    default: #expect(try await kaya.ask("Frage \(round)-\(number)?").outcome == "stop")
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
