import Foundation
import KayaTesting
import LanguageModels
import Testing

@Suite("The misbehaving model server")
struct ModelServerTests {
    @Test("Answers are chunked, of a length, or closed at the end, and always the same text")
    func framings() {
        let body = "data: a\n\ndata: [DONE]\n\n"
        let texts = ModelAnswer.Framing.allCases.map { framing in
            String(decoding: ModelAnswer.events(["a", "[DONE]"], framing: framing).bytes, as: UTF8.self)
        }
        #expect(
            texts[0].hasSuffix(
                "\r\nTransfer-Encoding: chunked\r\n\r\n9\r\ndata: a\n\n\r\ne\r\ndata: [DONE]\n\n\r\n0\r\n\r\n"))
        #expect(texts[1].hasSuffix("\r\nContent-Length: 23\r\n\r\n" + body))
        #expect(texts[2].hasSuffix("\r\nConnection: close\r\n\r\n" + body))
    }

    @Test("Tokens of any kind are JSON a decoder reads back", arguments: ["\"\\\n\0\u{1F}ü👩‍👧", " ", "</script>"])
    func tokens(_ token: String) throws {
        let answer = ModelAnswer.tokens([token], usage: Usage(promptTokens: 1, completionTokens: 2), lineEnding: .crlf)
        let events = answer.pieces.map { String(decoding: $0, as: UTF8.self) }
        #expect(events.allSatisfy { $0.hasPrefix("data: ") && $0.hasSuffix("\r\n\r\n") })
        let chunks = try events.dropLast().map { event in
            try JSONSerialization.jsonObject(with: Data(event.dropFirst(6).utf8)) as? [String: Any]
        }
        let choice = (chunks[1]?["choices"] as? [[String: Any]])?.first
        #expect((choice?["delta"] as? [String: Any])?["content"] as? String == token)
        #expect((chunks[3]?["usage"] as? [String: Any])?["total_tokens"] as? Int == 3)
        #expect(events.last == "data: [DONE]\r\n\r\n")
    }

    @Test("Different questions get different answers")
    func questions() async throws {
        try await withModelServer { request in
            ModelAnswer.response(status: 200, body: "\(request.question ?? "none") on \(request.connection)").steps
        } _: { server in
            try await TransportKind.nio.withTransport { transport in
                let recording = try await transport.record(server.url())
                #expect(recording.body == Array("Hallo on 0".utf8))
            }
            #expect(server.requests.map(\.question) == ["Hallo"])
        }
    }

    @Test("Steps are repeated as often as was said, then the script goes on, then the connection is closed")
    func repetition() async throws {
        let script: ModelServer.Script = [
            .expectRequest, .send("HTTP/1.1 200 OK\r\n\r\n"),
            .repeat([.send("a"), .repeat([.send("b")], times: 2)], times: 3),
            .repeat([.send("never")], times: 0), .send("c"),
        ]
        try await withModelServer(connections: { _ in script }) { server in
            try await TransportKind.nio.withTransport { transport in
                let recording = try await transport.record(server.url())
                #expect(recording.body == Array("abbabbabbc".utf8))
            }
            try await server.next { if case .serverClosed(connection: 0) = $0 { true } else { false } }
            #expect(server.openConnectionCount == 0)
        }
    }

    @Test("Waiting for what does not happen fails with what did happen")
    func timeout() async throws {
        try await withModelServer(answer: { _ in [] }) { server in
            await #expect(throws: ModelServer.TimedOut.self) { try await server.nextRequest(within: .milliseconds(10)) }
        }
    }
}
