import Foundation
import KayaTesting
import Testing

@Suite("Whatever is asked", .serialized, .timeLimit(.minutes(2)))
struct InputTests {
    /// Questions that other systems stumble over.
    private static let questions = [
        "Ünïcödé ÄÖÜ ß", "e\u{301} decomposed", "\u{202E}rückwärts\u{202C}", "שלום עולם", "数据库", "👩‍👩‍👧‍👦🏳️‍🌈🚗",
        "\u{1B}[31mrot\u{1B}[0m", "a\u{0}b", "eins\r\nzwei: drei\r\n\r\ndata: {\"done\":true}", "id: 7\nevent: x",
        "\u{FEFF}mit Marke", "a\u{2028}b\u{2029}c", "\u{7F}\u{80}\u{9F}", "<script>alert(1)</script>", "' OR 1=1 --",
        "${jndi:ldap://x/a}", "{{7*7}} %s %n %x", "../../../etc/passwd", "\\\"\\\\", "1e999999", "null", "undefined",
        "[DONE]",
        "+ %2B & = ? # ;", "q=1&q=2", "\u{200B}\u{200D}x", "\u{10FFFF}", "Ṱ̺̺o͞ ̷i̲̬n̝̗v̟̜o̘̙k͖̜e̠̣",
        String(repeating: "ä", count: 2_000), "\t x \u{A0}y",
    ]

    @Test("A question arrives at the model to the letter, by URL and by body")
    func questions() async throws {
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["ja"]).steps
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    for question in Self.questions {
                        let expected = question.trimmed
                        let answer = try await kaya.ask(question)
                        #expect(
                            answer.status == 200 && answer.outcome == "stop",
                            "\(question.debugDescription): \(answer.raw)")
                        #expect(
                            server.requests.last?.lastMessage?.unicodeScalars.elementsEqual(expected.unicodeScalars)
                                == true,
                            "\(question.debugDescription) arrived as \(server.requests.last?.lastMessage?.debugDescription ?? "nothing")"
                        )
                        let posted = try await kaya.get(
                            "/chat", method: "POST", fields: ["User-Agent: post"], body: "{\"q\":\(question.json)}")
                        #expect(posted?.status == 200, "\(question.debugDescription)")
                        #expect(
                            server.requests.last?.lastMessage?.unicodeScalars.elementsEqual(expected.unicodeScalars)
                                == true
                        )
                    }
                    expectSilence(of: kaya.log, about: ["rückwärts", "jndi", "script", "DROP", KayaProcess.secret])
                    #expect(!kaya.log.contains("\u{1B}"), "no escape of a question reaches a terminal")
                }
            })
    }

    @Test(
        "What cannot be a question is refused, not guessed at",
        arguments: [
            "/chat/stream?q=%FF", "/chat/stream?q=%C3", "/chat/stream?q=%ED%A0%80", "/chat/stream?q=%C0%AF",
            "/chat/stream?q=%4", "/chat/stream?q=%zz", "/chat/stream?q=a&q=b", "/chat/stream", "/chat/stream?q=",
            "/chat/stream?q=%20%09",
            "/chat/stream?q=%F4%90%80%80",
        ])
    func refused(_ target: String) async throws {
        try await withModelServer(
            answer: { _ in
                ModelAnswer.tokens(["ja"]).steps
            },
            { server in
                try await KayaProcess.run(model: server.baseURL) { kaya in
                    let response = try #require(try await kaya.get(target))
                    #expect(response.status == 400, "\(response)")
                    // A browser's own EventSource can read nothing but a stream.
                    let stream = try await kaya.open(target: target, fields: ["Accept: text/event-stream"]) {
                        try await $0.rest()
                    }
                    #expect(stream.status == 200)
                    #expect(stream.ending?.code == "bad-request")
                    #expect(stream.frames.last?.id?.hasSuffix(".end") == true)
                    #expect(server.requests.isEmpty)
                }
            })
    }

    @Test(
        "Bodies that are wrong are refused with the field's name, and never fail the server",
        arguments: [
            (#"{"q":7}"#, 422), (#"{"q":null}"#, 422), (#"{}"#, 422), (#"[]"#, 422), (#""q""#, 422), ("{", 400),
            ("", 400), ("nul", 400),
            (#"{"q":"x","requestId":"\u0000"}"#, 422), (#"{"q":"x","history":7}"#, 422),
            (#"{"q":"x","dialect":"loud"}"#, 422),
            (#"{"q":"\ud800"}"#, 400), (String(repeating: "[", count: 100_000), 400),
        ])
    func bodies(_ body: String, _ status: Int) async throws {
        try await KayaProcess.run(model: "http://127.0.0.1:9/v1") { kaya in
            let fields = body.isEmpty ? ["Content-Type: application/json", "Content-Length: 0"] : []
            let response = try #require(try await kaya.get("/chat/stream", method: "POST", fields: fields, body: body))
            #expect(response.status == status, "\(response)")
            #expect(response.fields["content-type"] == "application/problem+json; charset=utf-8")
            #expect(try await kaya.get("/healthz")?.status == 200)
        }
    }
}

extension ModelServer.Request {
    private struct Body: Decodable {
        struct Message: Decodable {
            let content: String
        }

        let messages: [Message]
    }

    /// The last message to the letter; JSONSerialization would drop a byte order mark.
    fileprivate var lastMessage: String? {
        // What is no such body has no message.
        try? JSONDecoder().decode(Body.self, from: Data(body)).messages.last?.content
    }
}

extension String {
    /// The text without white space around it, as a question is asked.
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// The text as a JSON string, everything but letters and digits escaped.
    fileprivate var json: String {
        let units = utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
        return "\"\(units.joined())\""
    }
}
