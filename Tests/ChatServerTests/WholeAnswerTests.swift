import ChatServer
import Dialogue
import Foundation
import KayaTesting
import Knowledge
import LanguageModels
import Testing
import Turns

@Suite("Answers in one piece", .timeLimit(.minutes(1)))
struct WholeAnswerTests {
    @Test("POST /chat gives the whole answer with its sources and its turn")
    func chat() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("POST", "/chat", json: #"{"q":"Moin"}"#)
                let call = await server.model.nextCall()
                for piece in ["Gu", "ten \"", "Tag\n"] { call.say(piece) }
                call.finish(.length)
                let response = try await peer.response()
                #expect(response.head.status == 200)
                #expect(response.head["content-type"] == "application/json; charset=utf-8")
                #expect(response.body.hasPrefix(#"{"answer":"Guten \"Tag\n","finish":"length","sources":[],"turn":""#))
            }
        }
    }

    @Test("POST /chat answers a failure as a problem document")
    func problem() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("POST", "/chat", ["Accept-Language": "en"], json: #"{"q":"Moin"}"#)
                let call = await server.model.nextCall()
                call.fail(ModelError(.rateLimited, "words of the upstream", retryAfter: .milliseconds(6_500)))
                let response = try await peer.response()
                #expect(response.head.status == 503)
                #expect(response.head["retry-after"] == "7")
                #expect(response.head["content-type"] == "application/problem+json; charset=utf-8")
                let id = try #require(response.head["x-request-id"])
                let expected = """
                    {"type":"/docs/protocol.md#upstream-rate-limited","title":"Very many people are asking right now",\
                    "status":503,"detail":"Please try again shortly.","code":"upstream-rate-limited","retryable":true,\
                    "retryAfter":7,"requestId":"\(id)"}
                    """
                #expect(response.body == expected)
            }
        }
    }

    @Test("Who stops a shared turn gets the text so far, and the others the whole")
    func stopOfSharedTurn() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { waiting in
                try await waiting.request("POST", "/chat", ["User-Agent": "a"], json: #"{"q":"Moin"}"#)
                let call = await server.model.nextCall()
                call.say("Guten ")
                try await server.connect { reading in
                    try await reading.request("GET", "/chat/stream?q=Moin", ["User-Agent": "b"])
                    let turn = try #require(try await reading.head()["stream-id"])
                    let stop = "/api/turns/\(turn)/cancellation"
                    #expect(try await server.answer("POST", stop, ["User-Agent": "a"]).head.status == 202)
                    let body = try await waiting.response().body
                    #expect(body.hasPrefix(#"{"answer":"Guten ","finish":"stopped""#))
                    call.say("Tag")
                    call.finish()
                    #expect(try await reading.frames().joined().contains(#""fullText":"Guten Tag""#))
                }
            }
            #expect(server.model.callCount == 1)
        }
    }

    @Test("A reader who leaves while it waits is noticed, and the model is stopped after the grace")
    func leaving() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("POST", "/chat", json: #"{"q":"Moin"}"#)
                let call = await server.model.nextCall()
                try await peer.leave()
                while server.workshop.intake.runningCount > 0, call.isRunning { await server.workshop.pass(seconds: 1) }
                await call.cancelled()
            }
        }
    }

    @Test("A reader who is gone before the answer is waited for does no harm")
    func goneEarly() async throws {
        try await ServerUnderTest.run { server in
            for number in 0..<40 {
                try await server.connect { peer in
                    try await peer.request("POST", "/chat", json: #"{"q":"Moin \#(number)"}"#)
                    try await peer.leave()
                }
            }
            #expect(try await server.answer("GET", "/healthz").head.status == 200)
        }
    }
}

@Suite("The chat-completions dialect", .timeLimit(.minutes(1)))
struct CompletionTests {
    private static let path = "/v1/chat/completions"
    private static let question = #""messages":[{"role":"system","content":"x"},{"role":"user","content":"Moin"}]"#

    @Test("A whole answer is a chat.completion object")
    func whole() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request("POST", Self.path, json: "{\(Self.question)}")
                let call = await server.model.nextCall()
                call.say("Hal")
                call.say("lo")
                call.finish(usage: Usage(promptTokens: 3, completionTokens: 2))
                let body = try await peer.response().body
                #expect(body.hasPrefix(#"{"id":"chatcmpl-"#))
                #expect(
                    body.contains(
                        #""choices":[{"index":0,"message":{"role":"assistant","content":"Hallo"},"finish_reason":"stop"}]"#
                    ))
                #expect(body.hasSuffix(#""usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}"#))
            }
        }
    }

    @Test("A stream begins with the role, ends with a finish reason, the usage if asked for, and [DONE]")
    func stream() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request(
                    "POST", Self.path,
                    json: #"{\#(Self.question),"stream":true,"stream_options":{"include_usage":true}}"#)
                let id = try #require(try await peer.head()["stream-id"])
                let call = await server.model.nextCall()
                call.say("Hallo")
                call.finish(.length, usage: Usage(promptTokens: 3, completionTokens: 2))
                let frames = try await peer.frames()
                let chunk = try #require(frames.dropFirst().first)
                let created = try #require(chunk.firstMatch(of: /"created":([0-9]+)/)?.output.1)
                #expect(try #require(Int(created)) > 1_767_225_600)
                let begin =
                    #"data: {"id":"chatcmpl-\#(id)","object":"chat.completion.chunk","created":\#(created),"model":"kaya","choices":"#
                #expect(frames.first == ": ok\n\n")
                #expect(frames.dropFirst().first?.contains(#""delta":{"role":"assistant","content":""}"#) == true)
                let text = frames.filter { $0.contains(#""content":"Hallo""#) }
                #expect(text == [begin + #"[{"index":0,"delta":{"content":"Hallo"},"finish_reason":null}]}"# + "\n\n"])
                #expect(
                    frames.suffix(3) == [
                        begin + #"[{"index":0,"delta":{},"finish_reason":"length"}]}"# + "\n\n",
                        begin + #"[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}"# + "\n\n",
                        "data: [DONE]\n\n",
                    ])
            }
        }
    }

    @Test("A failure in the stream is an error object and no [DONE]")
    func streamFailure() async throws {
        try await ServerUnderTest.run { server in
            try await server.connect { peer in
                try await peer.request(
                    "POST", Self.path, ["Accept-Language": "en"], json: #"{\#(Self.question),"stream":true}"#)
                await server.model.nextCall().fail(ModelError(.cut, "x"))
                let body = try await peer.response().body
                #expect(body.hasSuffix(#","type":"server_error","param":null,"code":"upstream-cut"}}"# + "\n\n"))
                #expect(!body.contains("[DONE]"))
            }
        }
    }

    @Test("Parts of content and earlier messages are read; what is not text is left out")
    func parts() async throws {
        try await ServerUnderTest.run { server in
            let body = #"""
                {"messages":[{"role":"user","content":"eins"},{"role":"assistant","content":null},
                {"role":"assistant","content":"zwei"},{"role":"tool","content":"x"},{"role":"user","content":
                [{"type":"text","text":"drei"},{"type":"image_url","image_url":{}},{"type":"text","text":"vier"}]}]}
                """#
            try await server.connect { peer in
                try await peer.request("POST", Self.path, json: body)
                let prompt = await server.model.nextCall().prompt
                #expect(prompt.question == "drei\nvier")
            }
        }
    }

    @Test(
        "Errors have the dialect's shape and name the field",
        arguments: [
            ("{}", 422, "messages"), (#"{"messages":[]}"#, 422, "messages"),
            (#"{"messages":[{"role":"assistant","content":"a"}]}"#, 422, "messages"),
            (#"{"messages":[{"role":"user","content":null}]}"#, 422, "messages"),
            (#"{"messages":[{"role":"user","content":" "}]}"#, 422, "messages"),
            (#"{"messages":[{"content":"a"}]}"#, 422, "messages.0.role"),
            (#"{"messages":[{"role":"user","content":7}]}"#, 422, "messages.0.content"),
            (#"{"messages":[{"role":"user","content":"a"}],"stream":"yes"}"#, 422, "stream"),
        ])
    func errors(_ body: String, _ status: Int, _ field: String) async throws {
        try await ServerUnderTest.run { server in
            let response = try await server.answer("POST", Self.path, json: body)
            #expect(response.head.status == status)
            #expect(response.body.hasPrefix(#"{"error":{"message":""#))
            #expect(
                response.body.hasSuffix(#""type":"invalid_request_error","param":"\#(field)","code":"invalid-field"}}"#)
            )
        }
    }

    @Test("There is one model, and no other")
    func models() async throws {
        try await ServerUnderTest.run { server in
            let model = #"{"id":"kaya","object":"model","created":1767225600,"owned_by":"kaya"}"#
            let list = try await server.answer("GET", "/v1/models")
            #expect(list.body == #"{"object":"list","data":[\#(model)]}"#)
            let only = try await server.answer("GET", "/v1/models/kaya")
            #expect(only.body == model)
            let other = try await server.answer("GET", "/v1/models/gpt")
            #expect(other.head.status == 404)
        }
    }
}
