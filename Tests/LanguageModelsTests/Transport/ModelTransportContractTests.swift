import KayaTesting
import LanguageModels
import Testing

@Suite("What every model transport promises of requests and answers", .serialized)
struct ModelTransportContractTests {
    private static let answer = ModelAnswer.tokens(["Guten ", "Tag"])

    @Test(
        "Every framing yields the same body, whole and byte by byte",
        arguments: TransportKind.allCases, ModelAnswer.Framing.allCases)
    func framings(_ kind: TransportKind, _ framing: ModelAnswer.Framing) async throws {
        let answer = ModelAnswer(headers: [("Server", "x")], pieces: [Array("ä\n\n".utf8), [0]], framing: framing)
        try await kind.withTransport { transport in
            for steps in [answer.steps, answer.stepsByteByByte, answer.stepsPieceByPiece] {
                try await withModelServer(answer: { _ in steps }) { server in
                    let recording = try await transport.record(server.url())
                    #expect(recording.body == answer.body)
                    #expect(recording.head?.status == 200)
                    #expect(recording.head?.value(of: "server") == "x")
                }
            }
        }
    }

    @Test(
        "A response split anywhere yields the same body",
        arguments: TransportKind.allCases, ModelAnswer.Framing.allCases)
    func splits(_ kind: TransportKind, _ framing: ModelAnswer.Framing) async throws {
        let answer = ModelAnswer(headers: [], pieces: [Array("a\n\n".utf8), Array("b".utf8)], framing: framing)
        try await kind.withTransport { transport in
            try await withModelServer(answer: { answer.steps(splitAt: $0.split) }) { server in
                for split in 1..<answer.bytes.count {
                    let recording = try await transport.record(server.url("/\(split)"))
                    #expect(recording.body == answer.body, "split at \(split)")
                }
            }
        }
    }

    @Test(
        "Events come in order: connected, head, body, and every batch is completed", arguments: TransportKind.allCases)
    func order(_ kind: TransportKind) async throws {
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in Self.answer.stepsPieceByPiece }) { server in
                let events = try await transport.record(server.url()).events
                #expect(events.prefix(2) == [.connected, .head(200)])
                #expect(events.last == .readComplete)
                #expect(events.count(where: { $0 == .connected }) == 1)
            }
        }
    }

    @Test("The first token is there before the second is sent", arguments: TransportKind.allCases)
    func noBuffering(_ kind: TransportKind) async throws {
        let gate = ModelServer.Gate()
        let answer = ModelAnswer(pieces: [Array("one".utf8), Array("two".utf8)])
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in answer.steps(pieces: 1, then: gate) }) { server in
                let recording = TransportRecording { event in
                    if event == .body("one") { gate.open() }
                    return .proceed
                }
                try await transport.record(server.url(), recording)
                #expect(recording.body == Array("onetwo".utf8))
            }
        }
    }

    @Test("The request arrives as it was given", arguments: TransportKind.allCases)
    func request(_ kind: TransportKind) async throws {
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in Self.answer.steps }) { server in
                try await transport.record(server.url("/v1/chat/completions?api-version=1"))
                let request = try await server.nextRequest()
                #expect(request.method == "POST")
                #expect(request.target == "/v1/chat/completions?api-version=1")
                #expect(request.value(of: "Host") == "127.0.0.1:\(server.port)")
                #expect(request.value(of: "Accept") == "text/event-stream")
                #expect(request.question == "Hallo")
                #expect(request.headers.count(where: { $0.name.lowercased() == "content-length" }) == 1)
            }
        }
    }

    @Test(
        "Header fields that would break the request are refused and nothing is sent", arguments: TransportKind.allCases)
    func injection(_ kind: TransportKind) async throws {
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in Self.answer.steps }) { server in
                let bad = [("X", "a\r\nY: b"), ("X", "a\nb"), ("X", "a\0b"), ("X\r\nY", "a"), ("", "a"), ("Host", "x")]
                for (name, value) in bad {
                    var request = TransportRequest.test(server.url())
                    request.headers.append((name, value))
                    let refused = request
                    await #expect(throws: TransportError.self) {
                        try await transport.send(refused) { _ in .proceed }
                    }
                }
                #expect(server.acceptedConnectionCount == 0)
            }
        }
    }
}
