import KayaTesting
import LanguageModels
import Testing

@Suite("What every model transport promises of its connections", .serialized)
struct ModelTransportConnectionTests {
    private static let answer = ModelAnswer.tokens(["Guten ", "Tag"])

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
                #expect(recording.body == Self.answer.body)
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
                if kind == .nio { #expect(server.acceptedConnectionCount == 1) }
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

    @Test("A refused connection is unreachable", arguments: TransportKind.allCases)
    func refused(_ kind: TransportKind) async throws {
        try await RefusedPort.with { port in
            try await kind.withTransport { transport in
                let url = TransportURL(isSecure: false, host: "127.0.0.1", port: port, target: "/")
                let code = try await transport.failure(url)
                #expect(code == .unreachable)
            }
        }
    }

    @Test("A name is looked up", arguments: TransportKind.allCases)
    func lookup(_ kind: TransportKind) async throws {
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in Self.answer.steps }) { server in
                let recording = try await transport.record(server.url(host: "localhost"))
                #expect(recording.body == Self.answer.body)
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
}
