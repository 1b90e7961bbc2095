import ChatServer
import KayaTesting
import LanguageModels
import Testing

@Suite("What makes a request a question", .timeLimit(.minutes(1)))
struct QuestionTests {
    private static let native = ["Accept": "text/event-stream"]

    @Test("Without a question the body says so in every case, with 400 for all but a browser's own EventSource")
    func missing() async throws {
        try await ServerUnderTest.run { server in
            for query in ["", "?", "?q", "?q=", "?q=%20+%0A", "?p=1"] {
                let response = try await server.answer("GET", "/chat/stream\(query)")
                #expect(response.head.status == 400)
                #expect(response.body.contains(#"data: {"error":"Query parameter required","#))
                let stream = try await server.answer("GET", "/chat/stream\(query)", Self.native)
                #expect(stream.head.status == 200)
                #expect(stream.body.contains(#"data: {"error":"Query parameter required","#))
                #expect(stream.body.firstMatch(of: /^id: [A-Za-z0-9_-]{22}\.1\.end\n/) != nil)
            }
            let authorized = Self.native.merging(["Authorization": "Bearer x"]) { $1 }
            #expect(try await server.answer("GET", "/chat/stream", authorized).head.status == 400)
        }
    }

    @Test(
        "A question that cannot be read is refused instead of guessed at",
        arguments: ["q=a&q=b", "q=%", "q=%4", "q=%zz", "q=%FF", "q=%C3", "q=%ED%A0%80", "q=%C0%80"])
    func unreadable(_ query: String) async throws {
        try await ServerUnderTest.run { server in
            let response = try await server.answer("GET", "/chat/stream?\(query)")
            #expect(response.head.status == 400)
            #expect(response.head["content-type"] == "application/problem+json; charset=utf-8")
            let stream = try await server.answer("GET", "/chat/stream?\(query)", Self.native)
            #expect(stream.head.status == 200)
            #expect(stream.body.contains("\"code\":\"bad-request\""))
            #expect(server.model.callCount == 0)
        }
    }

    @Test("Accents without end are no way around the bound")
    func accents() async throws {
        try await ServerUnderTest.run {
            $0.server.limits.questionCharacters = 5
        } _: { server in
            let question = "a" + String(repeating: "\u{301}", count: 10)
            #expect(question.count == 1)
            let refused = try await server.answer("POST", "/chat", json: #"{"q":"\#(question)"}"#)
            #expect(refused.head.status == 413)
            #expect(server.model.callCount == 0)
        }
    }

    @Test("A body that breaks off or is none of HTTP is the sender's mistake, and no error of the server's")
    func brokenBody() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.send(
                    "POST /chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
                )
                try? await peer.closed()
            }
            let line = await server.line("request")
            #expect(line.field("http.status") == "400")
            #expect(line.field("http.route") == "/chat")
        }
    }

    @Test("A question is counted in characters, and one too many is too long")
    func tooLong() async throws {
        try await ServerUnderTest.run {
            $0.server.limits.questionCharacters = 5
        } _: { server in
            let accepted = String(repeating: "%C3%A4", count: 5)
            try await server.connect { peer in
                try await peer.request("GET", "/chat/stream?q=\(accepted)")
                #expect(try await peer.head().status == 200)
            }
            let refused = try await server.answer("GET", "/chat/stream?q=\(accepted)a")
            #expect(refused.head.status == 413)
            #expect(refused.body.contains("\"code\":\"too-large\""))
            let posted = try await server.answer("POST", "/chat", json: #"{"q":"123456"}"#)
            #expect(posted.head.status == 413)
        }
    }

    @Test(
        "White space around a question does not count; an accent that follows a space does",
        arguments: [
            ("+%0A+Moin%C2%A0", "Moin"), ("+%CC%81", "\u{301}"), ("+%CC%81a+%CC%81", "\u{301}a \u{301}"),
        ])
    func trimmed(_ sent: String, _ question: String) async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("GET", "/chat/stream?q=\(sent)")
                #expect(try await peer.head().status == 200)
            }
            let prompt = await server.model.nextCall().prompt
            #expect(Array(prompt.question.unicodeScalars) == Array(question.unicodeScalars))
        }
    }

    @Test("Plus, percent escapes and raw UTF-8 are the question's own characters")
    func characters() async throws {
        try await ServerUnderTest.run { server in
            for query in ["q=f%C3%BCr+1%2B1%26%3D%00", "q=für+1%2b1%26=%00"] {
                try await server.connect { peer in
                    try await peer.request("GET", "/chat/stream?\(query)", ["User-Agent": "\(query.utf8.count)"])
                    let head = try await peer.head()
                    #expect(head.status == 200, "\(query): \(head)")
                }
            }
            #expect(await server.model.nextCall().prompt.question == "für 1+1&=\u{0}")
        }
    }

    @Test(
        "A body of another media type is refused", arguments: ["text/plain", "application/x-www-form-urlencoded", ""])
    func mediaType(_ type: String) async throws {
        try await ServerUnderTest.run { server in
            let response = try await server.answer("POST", "/chat", ["Content-Type": type], json: #"{"q":"Moin"}"#)
            #expect(response.head.status == 415)
            #expect(response.body.contains("\"code\":\"unsupported-media-type\""))
        }
    }

    @Test(
        "A field that is missing or wrong is named",
        arguments: [
            ("{}", "q"), (#"{"q":7}"#, "q"), (#"{"q":null}"#, "q"), (#"{"q":"  "}"#, "q"), ("[]", "body"),
            (#"{"q":"a","dialect":"klingon"}"#, "dialect"), (#"{"q":"a","style":"short"}"#, "style"),
            (#"{"q":"a","requestId":""}"#, "requestId"),
            (#"{"q":"a","requestId":"ä"}"#, "requestId"), (#"{"q":"a","history":[{"role":"user"}]}"#, "history.0.text"),
            (#"{"q":"a","history":[{"role":"root","text":"b"}]}"#, "history.0.role"),
            (#"{"q":"a","history":[{"role":"user","text":""}]}"#, "history.0.text"),
        ])
    func fields(_ body: String, _ field: String) async throws {
        try await ServerUnderTest.run { server in
            let response = try await server.answer("POST", "/chat/stream", json: body)
            #expect(response.head.status == 422)
            #expect(response.body.contains("\"field\":\"\(field)\""), "\(response.body)")
            #expect(server.model.callCount == 0)
        }
    }

    @Test("Plain language is asked of the model by query, by body and in a conversation; another style is refused")
    func plainLanguage() async throws {
        try await ServerUnderTest.run { server in
            async let byQuery = server.answer("GET", "/chat/stream?q=Eins&style=plain")
            let first = await server.model.nextCall()
            first.finish()
            async let byBody = server.answer("POST", "/chat", json: #"{"q":"Zwei","style":"plain"}"#)
            let second = await server.model.nextCall()
            second.finish()
            async let usual = server.answer("GET", "/chat/stream?q=Drei&style=standard")
            let third = await server.model.nextCall()
            third.finish()
            _ = try await (byQuery, byBody, usual)
            #expect(
                [first, second, third].map { $0.prompt.messages[0].text.contains("einfacher Sprache") } == [
                    true, true, false,
                ])
            let refused = try await server.answer("GET", "/chat/stream?q=Vier&style=short")
            #expect(refused.head.status == 422 && refused.body.contains("\"field\":\"style\""))
            #expect(server.model.callCount == 3)
        }
    }

    @Test("What is no JSON is a bad request", arguments: ["", "{", "q=Moin", "{\"q\":\"a\"", "\u{FF}"])
    func notJSON(_ body: String) async throws {
        try await ServerUnderTest.run { server in
            let response = try await server.answer("POST", "/chat", json: body)
            #expect(response.head.status == 400)
        }
    }

    @Test("Fields nobody knows are ignored")
    func unknownFields() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("POST", "/chat", json: #"{"q":"Moin","temperature":2,"x":[{}]}"#)
                await server.modelAnswers("Hallo")
                #expect(try await peer.response().head.status == 200)
            }
        }
    }

    @Test("A body beyond the bound is refused, with and without its length in front")
    func largeBody() async throws {
        try await ServerUnderTest.run {
            $0.server.limits.bodyBytes = 64
        } _: { server in
            let body = #"{"q":"\#(String(repeating: "a", count: 80))"}"#
            #expect(try await server.answer("POST", "/chat", json: body).head.status == 413)
            try await server.connect { peer in
                try await peer.send(
                    "POST /chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + String(body.utf8.count, radix: 16) + "\r\n\(body)\r\n0\r\n\r\n")
                #expect(try await peer.response().head.status == 413)
                #expect(try await peer.answer("GET", "/healthz").head.status == 200)
            }
        }
    }

    @Test("A body that does not come in time is given up")
    func slowBody() async throws {
        try await ServerUnderTest.run {
            $0.server.limits.bodyTimeout = .milliseconds(20)
        } _: { server in
            try await server.connect { peer in
                try await peer.send(
                    "POST /chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{")
                let response = try await peer.response()
                #expect(response.head.status == 400)
                #expect(response.body.contains("\"cause\":\"body-timeout\""))
            }
        }
    }

    @Test("A head beyond the bounds is refused and its connection closed")
    func largeHead() async throws {
        try await ServerUnderTest.run { server in
            let long = ["X-Long": String(repeating: "a", count: 20_000)]
            let many = Dictionary(uniqueKeysWithValues: (0..<200).map { ("X-\($0)", "a") })
            for fields in [long, many] {
                try await server.connect { peer in
                    try await peer.request("GET", "/healthz", fields)
                    #expect(try await peer.head().status == 400)
                    try await peer.closed()
                }
            }
            #expect(try await server.answer("GET", "/healthz").head.status == 200)
        }
    }

    @Test(
        "Problems speak the most wanted language there is, German when none is",
        arguments: [
            (nil, "de"), ("en", "en"), ("de", "de"), ("fr", "de"), ("en-GB,de;q=0.5", "en"), ("en;q=0.1, de-AT", "de"),
            ("fr, en;q=0.2, de;q=0.1", "en"), ("en;q=0", "de"), ("*", "de"), (";;,,q=", "de"),
        ] as [(String?, String)])
    func language(_ field: String?, _ expected: String) async throws {
        try await ServerUnderTest.run { server in
            let fields = field.map { ["Accept-Language": $0] } ?? [:]
            let response = try await server.answer("POST", "/chat", fields, json: "{}")
            #expect(response.head["content-language"] == expected)
            #expect(response.body.contains(expected == "de" ? "Eine Angabe fehlt" : "A value is missing"))
        }
    }
}
