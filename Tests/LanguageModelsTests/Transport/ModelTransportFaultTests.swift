import KayaTesting
import LanguageModels
import Testing

@Suite("What every model transport makes of broken answers", .serialized)
struct ModelTransportFaultTests {
    private static let answer = ModelAnswer.tokens(["Guten ", "Tag"])

    @Test(
        "A response cut at any byte is cut, and never mistaken for a whole one",
        arguments: TransportKind.allCases, [ModelAnswer.Framing.chunked, .length])
    func cutAnywhere(_ kind: TransportKind, _ framing: ModelAnswer.Framing) async throws {
        let answer = ModelAnswer(headers: [], pieces: [Array("a\n\n".utf8), Array("b".utf8)], framing: framing)
        try await kind.withTransport { transport in
            try await withModelServer(answer: { answer.steps(upTo: $0.split, then: .close) }) { server in
                for split in 0..<answer.bytes.count {
                    let recording = TransportRecording()
                    let code = try await transport.failure(server.url("/\(split)"), recording)
                    #expect(code == .cut, "after \(split)")
                    #expect(answer.body.starts(with: recording.body))
                }
            }
        }
    }

    @Test(
        "A head without length and chunks whose body ends with the connection returns",
        arguments: TransportKind.allCases)
    func untilClose(_ kind: TransportKind) async throws {
        let answer = ModelAnswer.tokens(["Guten ", "Tag"], framing: .close)
        let cut = answer.steps(upTo: answer.bytes.count - 20, then: .close)
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in cut }) { server in
                let recording = try await transport.record(server.url())
                #expect(recording.body == Array(answer.body.dropLast(20)))
            }
        }
    }

    @Test(
        "A reset is cut, also where an end would be the end of the body",
        arguments: TransportKind.allCases, ModelAnswer.Framing.allCases)
    func reset(_ kind: TransportKind, _ framing: ModelAnswer.Framing) async throws {
        let answer = ModelAnswer.tokens(["Guten ", "Tag"], framing: framing)
        let gate = ModelServer.Gate()
        let steps = answer.steps(upTo: answer.bytes.count - 20, then: .wait(until: gate)) + [.reset]
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in steps }) { server in
                let recording = TransportRecording { event in
                    if case .body = event { gate.open() }
                    return .proceed
                }
                let code = try await transport.failure(server.url(), recording)
                #expect(code == .cut)
            }
        }
    }

    @Test("Informational responses are skipped", arguments: TransportKind.allCases)
    func informational(_ kind: TransportKind) async throws {
        let early = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in [.send(early)] + Self.answer.steps }) { server in
                let recording = try await transport.record(server.url())
                #expect(recording.head?.status == 200)
                #expect(recording.head?.value(of: "link") == nil)
                #expect(recording.body == Self.answer.body)
            }
        }
    }

    @Test("Hundreds of header fields are read", arguments: TransportKind.allCases)
    func manyFields(_ kind: TransportKind) async throws {
        var answer = Self.answer
        answer.headers += (1...kind.fieldCount).map { ("X-Field-\($0)", "\($0)") }
        let steps = answer.steps
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in steps }) { server in
                let recording = try await transport.record(server.url())
                #expect(recording.head?.value(of: "x-field-\(kind.fieldCount)") == "\(kind.fieldCount)")
                #expect(recording.body == Self.answer.body)
            }
        }
    }

    @Test("A head without end is malformed", arguments: TransportKind.allCases)
    func endlessHead(_ kind: TransportKind) async throws {
        let field = "X-Field: \(String(repeating: "x", count: 1000))\r\n"
        let steps: ModelServer.Script = [.send("HTTP/1.1 200 OK\r\n"), .repeat([.send(field)], times: nil)]
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in steps }) { server in
                let code = try await transport.failure(server.url())
                #expect(code == .malformed)
                try await server.nextClientClose()
            }
        }
    }

    @Test("What is no HTTP is malformed", arguments: TransportKind.allCases)
    func noHTTP(_ kind: TransportKind) async throws {
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in [.send("SSH-2.0-OpenSSH_9.2\r\n"), .hold] }) { server in
                let code = try await transport.failure(server.url())
                #expect(code == .malformed)
                try await server.nextClientClose()
            }
        }
    }

    @Test("A broken chunk is malformed, and what earlier reads brought is delivered", arguments: TransportKind.allCases)
    func brokenChunk(_ kind: TransportKind) async throws {
        var answer = Self.answer
        answer.pieces = [Array("data: a\n\n".utf8)]
        let head = answer.headBytes
        let gate = ModelServer.Gate()
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in
                [.send(head), .send("3\r\nabc\r\n"), .wait(until: gate), .send("xyz\r\n"), .hold]
            }) { server in
                let recording = TransportRecording { event in
                    if case .body = event { gate.open() }
                    return .proceed
                }
                let code = try await transport.failure(server.url(), recording)
                #expect(code == .malformed)
                #expect(recording.body == Array("abc".utf8))
                try await server.nextClientClose()
            }
        }
    }

    @Test("Redirects and errors are answers like any other", arguments: TransportKind.allCases, [302, 307, 429, 500])
    func otherStatus(_ kind: TransportKind, _ status: Int) async throws {
        let answer = ModelAnswer.response(
            status: status, headers: [("Location", "/elsewhere"), ("Retry-After", "2")], body: #"{"error":"x"}"#)
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in answer.steps }) { server in
                let recording = try await transport.record(server.url())
                #expect(recording.head?.status == status)
                #expect(recording.head?.value(of: "retry-after") == "2")
                #expect(recording.body == Array(#"{"error":"x"}"#.utf8))
                #expect(server.requests.count == 1)
            }
        }
    }

    @Test("A compressed body is not decompressed", arguments: TransportKind.allCases)
    func noDecompression(_ kind: TransportKind) async throws {
        let body: [UInt8] = [0x1F, 0x8B, 0x08, 0x00]
        let answer = ModelAnswer(headers: [("Content-Encoding", "gzip")], pieces: [body], framing: .length)
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in answer.steps }) { server in
                let recording = try await transport.record(server.url())
                #expect(recording.body == body)
            }
        }
    }
}
