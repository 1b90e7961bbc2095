import Foundation
import KayaTesting
import Testing

@Suite("Conversations that outlive the process", .timeLimit(.minutes(2)))
struct ConversationTests {
    @Test("After kill -9 the question is there, the answer is a true prefix and says so, and nothing is asked twice")
    func killed() async throws {
        let data = DataFolder()
        let gate = ModelServer.Gate()
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["eins ", "zwei ", "drei"]).steps(pieces: 3, then: gate)
            },
            { server in
                let (visitor, turn) = try await KayaProcess.run(model: server.baseURL, settings: data.settings) {
                    kaya in
                    let visitor = try await ConversationVisitor(at: kaya)
                    let turn = try await visitor.ask(kaya, "Wie viele?", requestID: "r1")
                    try await waitUntil("the first words are stored") {
                        try await visitor.turn(kaya, turn)["text"] as? String == "eins zwei "
                    }
                    return (visitor, turn)
                }
                try await KayaProcess.run(model: server.baseURL, settings: data.settings) { kaya in
                    let stored = try await visitor.turn(kaya, turn)
                    #expect(stored["question"] as? String == "Wie viele?")
                    #expect(stored["finish"] as? String == "interrupted")
                    #expect(stored["text"] as? String == "eins zwei ")
                    let resumed = try await visitor.call(
                        kaya, "/api/turns/\(turn)/events", fields: ["Last-Event-ID: \(turn).4"])
                    #expect(resumed.body.contains(#"{"finish":"interrupted","fullText":"eins zwei ","#))
                    #expect(try await visitor.ask(kaya, "Wie viele?", requestID: "r1") == turn)
                    #expect(server.requests.count == 1)
                }
            })
    }

    @Test("A second kaya on the same folder is refused, and the answers of the first are whole")
    func secondProcess() async throws {
        let gate = ModelServer.Gate()
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["eins ", "zwei ", "drei"]).steps(pieces: 3, then: gate)
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    let visitor = try await ConversationVisitor(at: kaya)
                    let turn = try await visitor.ask(kaya, "Wie viele?", requestID: "r1")
                    try await waitUntil("the first words are stored") {
                        try await visitor.turn(kaya, turn)["text"] as? String == "eins zwei "
                    }
                    let second = try await kaya.command("serve", "--port", "0")
                    #expect(second.status == 1)
                    #expect((second.output + second.errors).contains("Another kaya serves the data folder"))
                    gate.open()
                    try await waitUntil("the answer has ended") {
                        try await visitor.turn(kaya, turn)["state"] as? String != "running"
                    }
                    let stored = try await visitor.turn(kaya, turn)
                    #expect(stored["finish"] as? String == "stop")
                    #expect(stored["text"] as? String == "eins zwei drei")
                }
            })
    }

    @Test("A question whose receipt was given is on the disk, whenever the process is killed")
    func durable() async throws {
        let data = DataFolder()
        let gate = ModelServer.Gate()
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["nie"]).steps(pieces: 1, then: gate)
            },
            { server in
                let (visitor, turns) = try await KayaProcess.run(model: server.baseURL, settings: data.settings) {
                    kaya in
                    let visitor = try await ConversationVisitor(at: kaya)
                    var turns: [String] = []
                    for number in 1...20 {
                        turns.append(try await visitor.ask(kaya, "Frage \(number)?", requestID: "\(number)"))
                    }
                    return (visitor, turns)
                }
                try await KayaProcess.run(model: server.baseURL, settings: data.settings) { kaya in
                    for (number, turn) in zip(1..., turns) {
                        let stored = try await visitor.turn(kaya, turn)
                        #expect(stored["question"] as? String == "Frage \(number)?")
                        #expect(stored["finish"] as? String == "interrupted")
                    }
                }
            })
    }

    @Test("The model names a conversation when its first answer is there, and is asked for no second name")
    func titled() async throws {
        let data = DataFolder()
        let settings = data.settings.merging(["KAYA_CONVERSATIONS_TITLES": "model"]) { $1 }
        try await withModelServer(
            answer: { request in
                let isTitle = String(decoding: request.body, as: UTF8.self).contains("<question>")
                return ModelAnswer.tokens(isTitle ? ["„Ausweis: ", "Gebühren“"] : ["37 ", "Euro"]).steps
            },
            { server in
                try await KayaProcess.run(model: server.baseURL, settings: settings) { kaya in
                    let visitor = try await ConversationVisitor(at: kaya)
                    let path = "/api/conversations/\(visitor.conversation)"
                    _ = try await visitor.ask(kaya, "Was kostet ein Ausweis?", requestID: "1")
                    try await waitUntil("the conversation has its title") {
                        try await visitor.call(kaya, path).body.contains(#""title":"Ausweis: Gebühren""#)
                    }
                    let second = try await visitor.ask(kaya, "Und ein Pass?", requestID: "2")
                    try await waitUntil("the second answer is there") {
                        try await visitor.turn(kaya, second)["finish"] as? String == "stop"
                    }
                }
                #expect(server.requests.count == 3)
            })
    }

    @Test("SIGTERM does not wait for a title")
    func titleAtShutdown() async throws {
        let gate = ModelServer.Gate()
        try await withModelServer(
            answer: { request in
                let isTitle = String(decoding: request.body, as: UTF8.self).contains("<question>")
                let answer = ModelAnswer.tokens(["37 ", "Euro"])
                return isTitle ? answer.steps(pieces: 1, then: gate) : answer.steps
            },
            { server in
                let settings = ["KAYA_CONVERSATIONS_TITLES": "model"]
                try await KayaProcess.run(model: server.baseURL, settings: settings) { kaya in
                    let visitor = try await ConversationVisitor(at: kaya)
                    _ = try await visitor.ask(kaya, "Was kostet ein Ausweis?", requestID: "1")
                    try await waitUntil("the model is asked for a title") { server.requests.count == 2 }
                    let start = ContinuousClock.now
                    kaya.signal(SIGTERM)
                    #expect(await kaya.exitStatus() == 0)
                    // A title may take ten seconds.
                    #expect(ContinuousClock.now - start < .seconds(8))
                }
            })
    }

    @Test("An equal question gets the same answer without a model, also after a restart; the words stand nowhere else")
    func cached() async throws {
        let data = DataFolder()
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["37 ", "Euro"]).steps
            },
            { server in
                try await KayaProcess.run(model: server.baseURL, settings: data.settings) { kaya in
                    #expect(try await kaya.ask("Was kostet ein Ausweis?").ending?.fullText == "37 Euro")
                    try await waitUntil("the answer is cached") {
                        try !data.files(mentioning: "37 Euro").isEmpty
                    }
                }
                try await KayaProcess.run(model: server.baseURL, settings: data.settings) { kaya in
                    let visitor = try await ConversationVisitor(at: kaya)
                    let turn = try await visitor.ask(kaya, "was kostet ein ausweis", requestID: "r")
                    let events = try await visitor.call(kaya, "/api/turns/\(turn)/events").body
                    #expect(events.contains(#""fullText":"37 Euro","cached":true,"answeredAt":"20"#))
                    #expect(server.requests.count == 1)
                    #expect(try data.files(mentioning: "kostet ein Ausweis").isEmpty, "the anonymous question")
                }
            })
    }

    @Test("What is deleted is gone from every file and every address, and was never in the log")
    func deleted() async throws {
        let data = DataFolder()
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["Kanarienvogel-", "Antwort"]).steps
            },
            { server in
                try await KayaProcess.run(model: server.baseURL, settings: data.settings) { kaya in
                    let visitor = try await ConversationVisitor(at: kaya)
                    let turn = try await visitor.ask(kaya, "Kanarienvogel-Frage?", requestID: "Kanarienvogel-r")
                    let events = try await visitor.call(kaya, "/api/turns/\(turn)/events").body
                    #expect(events.contains("Kanarienvogel-Antwort"))
                    #expect(try !data.files(mentioning: "Kanarienvogel").isEmpty)
                    let path = "/api/conversations/\(visitor.conversation)"
                    #expect(try await visitor.call(kaya, path, method: "DELETE").status == 204)
                    #expect(try data.files(mentioning: "Kanarienvogel").isEmpty)
                    for target in [path, "/api/turns/\(turn)", "/api/turns/\(turn)/events"] {
                        #expect(try await visitor.call(kaya, target).status == 404)
                    }
                    #expect(try await kaya.get("/metrics")?.body.contains("Kanarienvogel") == false)
                    #expect(!kaya.log.contains("Kanarienvogel"))
                    let secret = visitor.cookie.drop { $0 != "=" }.dropFirst()
                    #expect(try data.files(mentioning: String(secret)).isEmpty)
                    #expect(!kaya.log.contains(secret))
                }
            })
    }

    @Test("The settings of prompts reach the model")
    func promptSettings() async throws {
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["ja"]).steps
            },
            { server in
                let settings = ["KAYA_PROMPT_MAXIMUM_ANSWER_TOKENS": "77"]
                try await KayaProcess.run(model: server.baseURL, settings: settings) { kaya in
                    _ = try await kaya.ask("Wie lang?")
                    let body = try #require(server.requests.first?.body)
                    #expect(String(decoding: body, as: UTF8.self).contains("77"))
                }
            })
    }
}
