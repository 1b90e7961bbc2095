import KayaTesting
import LanguageModels
import NIOCore
import Synchronization
import Testing

@Suite("What every model transport promises", .serialized)
struct ModelTransportContractTests {
    private static let answer = ModelAnswer.tokens(["Guten ", "Tag"])

    /// The answer's body without any framing.
    private static func body(_ answer: ModelAnswer) -> [UInt8] { answer.pieces.flatMap { $0 } }

    @Test(
        "Every framing yields the same body, whole and byte by byte",
        arguments: TransportKind.allCases, ModelAnswer.Framing.allCases)
    func framings(_ kind: TransportKind, _ framing: ModelAnswer.Framing) async throws {
        let answer = ModelAnswer.tokens(["Guten ", "Tag"], framing: framing)
        try await kind.withTransport { transport in
            for steps in [answer.steps, answer.stepsByteByByte, answer.stepsPieceByPiece] {
                try await withModelServer(answer: { _ in steps }) { server in
                    let recording = try await transport.record(server.url())
                    #expect(recording.body == Self.body(answer))
                    #expect(recording.head?.status == 200)
                    #expect(recording.head?.value(of: "content-type") == "text/event-stream")
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
                    #expect(recording.body == Self.body(answer), "split at \(split)")
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

    // MARK: Connections

    @Test("Two requests one after the other share a connection", arguments: TransportKind.allCases)
    func keepAlive(_ kind: TransportKind) async throws {
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in Self.answer.steps }) { server in
                for _ in 0..<3 { try await transport.record(server.url()) }
                #expect(server.acceptedConnectionCount == 1)
                #expect(server.requests.map(\.indexOnConnection) == [0, 1, 2])
            }
        }
    }

    @Test("A pooled connection that is gone is replaced once", arguments: TransportKind.allCases)
    func stale(_ kind: TransportKind) async throws {
        let whole: ModelServer.Script = [.expectRequest] + Self.answer.steps
        let isStale: ModelServer.Script = whole + [.expectRequest, .close]
        try await kind.withTransport { transport in
            try await withModelServer(connections: { $0 == 0 ? isStale : whole + [.hold] }) { server in
                try await transport.record(server.url())
                let recording = try await transport.record(server.url())
                #expect(recording.body == Self.body(Self.answer))
                #expect(recording.events.count(where: { $0 == .connected }) == 1)
                #expect(server.acceptedConnectionCount == 2)
            }
        }
    }

    @Test("A fresh connection that ends without an answer is not replaced", arguments: TransportKind.allCases)
    func freshIsNotRetried(_ kind: TransportKind) async throws {
        try await kind.withTransport { transport in
            try await withModelServer(connections: { _ in [.expectRequest, .close] }) { server in
                let code = try await transport.failure(server.url())
                #expect(code == .cut)
                #expect(server.acceptedConnectionCount == 1)
            }
        }
    }

    @Test("The connection that replaces a stale one is not replaced in turn", arguments: TransportKind.allCases)
    func staleOnce(_ kind: TransportKind) async throws {
        let script: ModelServer.Script = [.expectRequest] + Self.answer.steps + [.expectRequest, .close]
        try await kind.withTransport { transport in
            try await withModelServer(connections: { $0 == 0 ? script : [.expectRequest, .close] }) { server in
                try await transport.record(server.url())
                let code = try await transport.failure(server.url())
                #expect(code == .cut)
                #expect(server.acceptedConnectionCount == 2)
            }
        }
    }

    @Test("A pooled connection that breaks after the first byte is not replaced", arguments: TransportKind.allCases)
    func brokenAfterFirstByte(_ kind: TransportKind) async throws {
        let script: ModelServer.Script =
            [.expectRequest] + Self.answer.steps + [
                .expectRequest, .sendSlowly(Array("HT".utf8), splitAt: [1]), .close,
            ]
        try await kind.withTransport { transport in
            try await withModelServer(connections: { _ in script }) { server in
                try await transport.record(server.url())
                let code = try await transport.failure(server.url())
                #expect(code == .cut)
                #expect(server.acceptedConnectionCount == 1)
            }
        }
    }

    @Test("A connection the server will close is not used again", arguments: TransportKind.allCases)
    func connectionClose(_ kind: TransportKind) async throws {
        var answer = Self.answer
        answer.headers.append(("Connection", "close"))
        let steps = answer.steps
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in steps }) { server in
                for _ in 0..<2 { try await transport.record(server.url()) }
                #expect(server.acceptedConnectionCount == 2)
            }
        }
    }

    @Test("After stop the rest is read away and the connection used again", arguments: TransportKind.allCases)
    func drain(_ kind: TransportKind) async throws {
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in Self.answer.steps }) { server in
                let recording = TransportRecording { if case .body = $0 { .stop } else { .proceed } }
                try await transport.record(server.url(), recording)
                #expect(recording.events.count(where: { if case .body = $0 { true } else { false } }) == 1)
                try await transport.record(server.url())
                #expect(server.acceptedConnectionCount == (kind == .nio ? 1 : server.acceptedConnectionCount))
            }
        }
    }

    @Test(
        "After stop a body that does not end is closed when the drain time is over", arguments: TransportKind.allCases)
    func drainTimeout(_ kind: TransportKind) async throws {
        let partial = Self.answer.steps(upTo: Self.answer.bytes.count - 5, then: .hold)
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in partial }) { server in
                let recording = TransportRecording { if case .body = $0 { .stop } else { .proceed } }
                try await transport.record(server.url(), drainTimeout: .milliseconds(50), recording)
                try await server.nextClientClose(of: 0)
            }
        }
    }

    // MARK: Broken answers

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
                    #expect(Self.body(answer).starts(with: recording.body))
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
                #expect(recording.body == Array(Self.body(answer).dropLast(20)))
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
                #expect(recording.head?.value(of: "Link") == nil)
                #expect(recording.body == Self.body(Self.answer))
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
                #expect(recording.body == Self.body(Self.answer))
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
                #expect(recording.head?.value(of: "Retry-After") == "2")
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

    // MARK: Cancelling

    @Test("Cancelled before it begins, a request is not sent", arguments: TransportKind.allCases)
    func cancelledBefore(_ kind: TransportKind) async throws {
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in Self.answer.steps }) { server in
                let url = server.url()
                await withThrowingTaskGroup(of: Void.self) { group in
                    group.cancelAll()
                    group.addTask { try await transport.send(.test(url)) { _ in .proceed } }
                    await #expect(throws: CancellationError.self) { try await group.waitForAll() }
                }
                #expect(server.acceptedConnectionCount == 0)
            }
        }
    }

    @Test(
        "Cancelled while it waits for the head, in the head or in the body, the connection is closed at once",
        arguments: TransportKind.allCases, [0, 10, 120])
    func cancelled(_ kind: TransportKind, _ sent: Int) async throws {
        let steps: ModelServer.Script = [.send(Array(Self.answer.bytes.prefix(sent))), .note("sent"), .hold]
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in steps }) { server in
                let url = server.url()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await transport.send(.test(url)) { _ in .proceed } }
                    try await server.nextNote("sent")
                    group.cancelAll()
                    await #expect(throws: CancellationError.self) { try await group.waitForAll() }
                    try await server.nextClientClose(of: 0)
                }
            }
        }
    }

    @Test("Cancelled from within the receiver, the connection is closed", arguments: TransportKind.allCases)
    func cancelledByReceiver(_ kind: TransportKind) async throws {
        let isKnown = ModelServer.Gate()
        let steps: ModelServer.Script = [.wait(until: isKnown), .send(Array(Self.answer.bytes.prefix(200))), .hold]
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in steps }) { server in
                let url = server.url()
                let known = KnownTask()
                let sending = Task {
                    try await transport.send(.test(url)) { event in
                        if case .body = event { known.cancel() }
                        return .proceed
                    }
                }
                known.set(sending)
                isKnown.open()
                await #expect(throws: CancellationError.self) { try await sending.value }
                try await server.nextClientClose(of: 0)
            }
        }
    }

    // MARK: Connecting

    @Test("A refused connection is unreachable", arguments: TransportKind.allCases)
    func refused(_ kind: TransportKind) async throws {
        let url = try await withModelServer(answer: { _ in [] }) { $0.url() }
        try await kind.withTransport { transport in
            let code = try await transport.failure(url)
            #expect(code == .unreachable)
        }
    }

    @Test("A name is looked up", arguments: TransportKind.allCases)
    func lookup(_ kind: TransportKind) async throws {
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in Self.answer.steps }) { server in
                let recording = try await transport.record(server.url(host: "localhost"))
                #expect(recording.body == Self.body(Self.answer))
            }
        }
    }

    @Test("A connection that nobody accepts times out", arguments: TransportKind.allCases)
    func connectTimeout(_ kind: TransportKind) async throws {
        try await kind.withTransport(configuration: .init(connectTimeout: .milliseconds(200))) { transport in
            try await FullListener.with { port in
                let url = TransportURL(isSecure: false, host: "127.0.0.1", port: port, target: "/")
                let code = try await transport.failure(url)
                #expect(code == .connectTimeout)
            }
        }
    }

    @Test("A TLS handshake that does not go on times out", arguments: TransportKind.allCases)
    func handshakeTimeout(_ kind: TransportKind) async throws {
        try await kind.withTransport(configuration: .init(connectTimeout: .milliseconds(200))) { transport in
            try await withModelServer(connections: { _ in [.hold] }) { server in
                var url = server.url()
                url.isSecure = true
                let code = try await transport.failure(url)
                #expect(code == .connectTimeout)
                try await server.nextClientClose(of: 0)
            }
        }
    }

    @Test("Cancelled during the TLS handshake, the connection is closed at once", arguments: TransportKind.allCases)
    func cancelledInHandshake(_ kind: TransportKind) async throws {
        try await kind.withTransport(configuration: .init(connectTimeout: .seconds(60))) { transport in
            try await withModelServer(connections: { _ in [.hold] }) { server in
                var secure = server.url()
                secure.isSecure = true
                let url = secure
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await transport.send(.test(url)) { _ in .proceed } }
                    try await server.next { if case .connectionAccepted = $0 { true } else { false } }
                    group.cancelAll()
                    await #expect(throws: CancellationError.self) { try await group.waitForAll() }
                    if kind == .nio { try await server.nextClientClose(of: 0) }
                }
            }
        }
    }

    // MARK: TLS

    @Test(
        "A trusted server with the right name is spoken to over TLS",
        arguments: TransportKind.allCases, ["localhost", "127.0.0.1"])
    func tls(_ kind: TransportKind, _ host: String) async throws {
        let configuration = TransportConfiguration(
            connectTimeout: .seconds(30), certificateAuthorityFile: ModelServer.TLS.localhost.certificateFile)
        try await kind.withTransport(configuration: configuration) { transport in
            try await withModelServer(tls: .localhost, answer: { _ in Self.answer.steps }) { server in
                for _ in 0..<2 {
                    let recording = try await transport.record(server.url(host: host))
                    #expect(recording.body == Self.body(Self.answer))
                }
                #expect(server.acceptedConnectionCount == 1)
            }
        }
    }

    @Test("A server whose certificate has another name is refused", arguments: TransportKind.allCases)
    func wrongName(_ kind: TransportKind) async throws {
        let configuration = TransportConfiguration(
            connectTimeout: .seconds(30), certificateAuthorityFile: ModelServer.TLS.otherHost.certificateFile)
        try await kind.withTransport(configuration: configuration) { transport in
            try await withModelServer(tls: .otherHost, answer: { _ in Self.answer.steps }) { server in
                for host in ["localhost", "127.0.0.1"] {
                    let code = try await transport.failure(server.url(host: host))
                    #expect(code == .unreachable)
                }
                #expect(server.requests.isEmpty)
            }
        }
    }

    @Test("A server whose certificate nobody vouches for is refused", arguments: TransportKind.allCases)
    func unknownAuthority(_ kind: TransportKind) async throws {
        try await kind.withTransport { transport in
            try await withModelServer(tls: .localhost, answer: { _ in Self.answer.steps }) { server in
                let code = try await transport.failure(server.url(host: "localhost"))
                #expect(code == .unreachable)
                #expect(server.requests.isEmpty)
            }
        }
    }

    @Test(
        "TCP closed beneath TLS is cut, also where an end would be the end of the body",
        arguments: TransportKind.allCases)
    func uncleanShutdown(_ kind: TransportKind) async throws {
        let configuration = TransportConfiguration(
            connectTimeout: .seconds(30), certificateAuthorityFile: ModelServer.TLS.localhost.certificateFile)
        let answer = ModelAnswer.tokens(["Guten ", "Tag"], framing: .close)
        let steps = answer.steps(upTo: answer.bytes.count - 20, then: .cut)
        try await kind.withTransport(configuration: configuration) { transport in
            try await withModelServer(tls: .localhost, answer: { _ in steps }) { server in
                let code = try await transport.failure(server.url())
                #expect(code == .cut)
            }
        }
    }
}

/// A task that can be cancelled from its own callbacks.
private final class KnownTask: Sendable {
    private let task = Mutex<Task<Void, any Error>?>(nil)

    func set(_ known: Task<Void, any Error>) { task.withLock { $0 = known } }

    func cancel() { task.withLock { $0 }?.cancel() }
}

extension ModelServer.Request {
    /// The number in the target: where a test wants the answer split.
    fileprivate var split: Int { Int(target.dropFirst()) ?? 0 }
}
