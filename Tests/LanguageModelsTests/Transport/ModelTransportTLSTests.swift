import KayaTesting
import LanguageModels
import Testing

@Suite("What every model transport demands of TLS", .serialized)
struct ModelTransportTLSTests {
    private static let answer = ModelAnswer.tokens(["Guten ", "Tag"])

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
                    #expect(recording.body == Self.answer.body)
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
