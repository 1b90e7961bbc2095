import KayaTesting
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Stopping an answer, and the server", .serialized, .timeLimit(.minutes(2)))
struct StoppingTests {
    private static func hesitant(_ gate: ModelServer.Gate) -> ModelServer.Script {
        ModelAnswer.tokens(["eins ", "zwei ", "drei"]).steps(pieces: 3, then: gate)
    }

    @Test("Stopping stops the model, and what was seen is kept")
    func cancellation() async throws {
        try await withModelServer(
            answer: { _ in
                Self.hesitant(ModelServer.Gate())
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    try await kaya.open("Stopp?") { stream in
                        var text = ""
                        while text != "eins zwei ", let frame = try await stream.next() {
                            text += frame.content.text ?? ""
                        }
                        let turn = try #require(stream.response.value(of: "Stream-Id"))
                        for _ in 0..<2 {
                            let response = try await kaya.get("/api/turns/\(turn)/cancellation", method: "POST")
                            #expect(response?.status == 202)
                        }
                        let answer = try await stream.rest()
                        #expect(answer.outcome == "stopped")
                        #expect(answer.ending?.fullText == "eins zwei ")
                        try await server.nextClientClose()
                    }
                }
            })
    }

    @Test("Leaving for good stops the model after the grace")
    func leaving() async throws {
        try await withModelServer(
            answer: { _ in
                Self.hesitant(ModelServer.Gate())
            },
            { server in
                try await KayaProcess.run(model: server.baseURL, settings: Settings.shortGrace) { kaya in
                    try await kaya.open("Gehen?") { stream in
                        let first = try await stream.next()
                        #expect(first?.content.text != nil)
                        #expect(server.openConnectionCount == 1)
                    }
                    try await server.nextClientClose(within: .seconds(30))
                    try await expectMetric("kaya_turns_running 0", of: kaya)
                }
            })
    }

    @Test("Leaving one of two readers stops nothing")
    func oneLeaves() async throws {
        let gate = ModelServer.Gate()
        try await withModelServer(
            answer: { _ in
                Self.hesitant(gate)
            },
            { server in
                try await KayaProcess.run(model: server.baseURL, settings: Settings.shortGrace) { kaya in
                    try await kaya.open("Zu zweit?") { staying in
                        #expect(try await staying.next() != nil)
                        try await kaya.open("Zu zweit?") { leaving in
                            let first = try await leaving.next()
                            #expect(first != nil)
                        }
                        gate.open()
                        let answer = try await staying.rest()
                        #expect(answer.ending?.fullText == "eins zwei drei")
                        #expect(server.requests.count == 1)
                    }
                }
            })
    }

    @Test("SIGTERM lets a running answer end, takes no new one, and exits with 0")
    func drain() async throws {
        let gate = ModelServer.Gate()
        try await withModelServer(
            answer: { _ in
                Self.hesitant(gate)
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    try await kaya.open("Noch zu Ende?") { stream in
                        #expect(try await stream.next() != nil)
                        kaya.signal(SIGTERM)
                        try await waitUntil("readiness fails") {
                            do { return try await kaya.get("/readyz")?.status != 200 } catch { return true }
                        }
                        do {
                            // Refused by a problem, or because nobody listens any more.
                            let late = try await kaya.get(KayaProcess.target("Zu spät?"))
                            #expect(late == nil || late?.status == 503)
                        } catch is ResponseReader.Unreadable {
                            // Closed without an answer: refused as well.
                        }
                        gate.open()
                        let answer = try await stream.rest()
                        #expect(answer.outcome == "stop")
                        #expect(answer.ending?.fullText == "eins zwei drei")
                        #expect(answer.isWhole)
                    }
                    let status = await kaya.exitStatus()
                    #expect(status == 0, "\(kaya.log.suffix(800))")
                    #expect(server.requests.count == 1)
                }
            })
    }

    @Test("SIGTERM ends an answer that takes too long as interrupted, with its text, and exits with 0")
    func drainTimeout() async throws {
        try await withModelServer(
            answer: { _ in
                Self.hesitant(ModelServer.Gate())
            },
            { server in
                try await KayaProcess.run(model: server.baseURL, settings: ["KAYA_TURNS_DRAIN_TIMEOUT": "1s"]) { kaya in
                    let answer = try await kaya.open("Zu lang?") { stream in
                        var text = ""
                        while text != "eins zwei ", let frame = try await stream.next() {
                            text += frame.content.text ?? ""
                        }
                        kaya.signal(SIGTERM)
                        return try await stream.rest()
                    }
                    #expect(["interrupted", "producer-lost"].contains(answer.outcome))
                    #expect(answer.ending?.fullText ?? answer.ending?.partialText == "eins zwei ")
                    #expect(answer.isWhole)
                    let status = await kaya.exitStatus()
                    #expect(status == 0, "\(kaya.log.suffix(800))")
                }
            })
    }

    @Test("A server that is killed says nothing, least of all that it is done")
    func kill() async throws {
        try await withModelServer(
            answer: { _ in
                Self.hesitant(ModelServer.Gate())
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    let answer = try await kaya.open("Tot?") { stream in
                        #expect(try await stream.next() != nil)
                        kaya.signal(SIGKILL)
                        return try await stream.rest()
                    }
                    #expect(answer.endings.isEmpty)
                    #expect(!answer.isWhole)
                    #expect(await kaya.exitStatus() == -SIGKILL)
                }
            })
    }

    private func expectMetric(_ line: String, of kaya: KayaProcess) async throws {
        try await waitUntil("the metrics say \(line)") {
            try await kaya.get("/metrics")?.body.split(separator: "\n").contains { $0 == line } == true
        }
    }
}
