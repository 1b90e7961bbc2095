import KayaTesting
import Synchronization
import Testing

@Suite("A model server that goes wrong", .serialized, .timeLimit(.minutes(10)))
struct UpstreamFaultTests {
    private static let question = "Warum geht das nicht?"

    @Test(
        "Every fault of a model server ends the stream once, in time, with text that is true",
        arguments: UpstreamFault.all)
    func fault(_ fault: UpstreamFault) async throws {
        let attempts = Mutex(0)
        try await withModelServer(
            answer: { request in
                guard request.question == Self.question else { return ModelAnswer.tokens(["Alles ", "gut"]).steps }
                return fault.script(
                    attempts.withLock { count in
                        count += 1
                        return count
                    })
            },
            { server in
                let settings = Settings.short.merging(fault.settings) { $1 }
                try await KayaProcess.run(model: server.baseURL, settings: settings) { kaya in
                    try await expectHealth(of: kaya, asking: "Geht es?")
                    let descriptors = try kaya.descriptorCount
                    let answer = try await kaya.ask(Self.question)
                    expect(answer, by: fault, of: server)
                    #expect(fault.calls.contains(attempts.withLock { $0 }), "called \(attempts.withLock { $0 }) times")
                    if fault.passes { try await expectHealth(of: kaya, asking: "Geht es wieder?") }
                    try await waitUntil("the descriptors come back to \(descriptors)") {
                        try kaya.descriptorCount <= descriptors
                    }
                    #expect(try kaya.residentMebibytes < 400)
                    expectSilence(of: kaya.log, about: [Self.question, "Geht es", "Guten Tag", KayaProcess.secret])
                }
            })
    }

    @Test("A model server that is not there is said to be not there, and the key is not said")
    func unreachable() async throws {
        try await RefusedPort.with { port in
            try await KayaProcess.run(model: "http://127.0.0.1:\(port)/v1", settings: Settings.short) { kaya in
                let answer = try await kaya.ask(Self.question)
                #expect(answer.outcome == "upstream-error")
                #expect(answer.endings.count == 1)
                #expect(!answer.raw.contains(String(port)))
                expectSilence(of: kaya.log, about: [Self.question, KayaProcess.secret])
            }
        }
    }

    private func expect(_ answer: SeenAnswer, by fault: UpstreamFault, of server: ModelServer) {
        #expect(answer.status == 200)
        #expect(answer.isWhole, "the response itself ends in order")
        #expect(answer.duration < fault.limit)
        #expect(answer.endings.count == 1)
        #expect(answer.frames.last?.isEnding == true, "nothing comes after the end")
        #expect(answer.frames.last?.id?.hasSuffix(".end") == true)
        #expect(fault.outcomes.contains(answer.outcome), "ended with \(answer.outcome)")
        #expect(answer.text.utf8.elementsEqual(fault.text.utf8), "showed \(answer.text.prefix(300))")
        let kept = answer.ending?.fullText ?? answer.ending?.partialText
        #expect(kept?.utf8.elementsEqual(answer.text.utf8) == true, "kept \(kept?.prefix(300) ?? "nothing")")
        for secret in ["UPSTREAM-WORDS", KayaProcess.secret, String(server.port), "/srv/model", ".swift", "Error("] {
            #expect(!answer.raw.contains(secret), "\(secret) is in \(answer.raw.prefix(600))")
        }
    }

    private func expectHealth(of kaya: KayaProcess, asking question: String) async throws {
        let answer = try await kaya.ask(question)
        #expect(answer.outcome == "stop", "\(answer.raw.prefix(600))")
        #expect(answer.text == "Alles gut")
    }
}

/// Expects that a log holds none of some texts.
func expectSilence(of log: String, about secrets: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    for secret in secrets {
        #expect(!log.contains(secret), "“\(secret)” is in the log", sourceLocation: sourceLocation)
    }
}
