import KayaTesting
import LanguageModels
import NIOPosix
import Testing

@Suite("Token streams over async-http-client", .serialized)
struct AsyncHTTPClientTransportTests {
    private static let answer = ModelAnswer.tokens(["Guten ", "Tag"])
    private let group = MultiThreadedEventLoopGroup.singleLoop
    private let patient = TransportConfiguration(connectTimeout: .seconds(30))
    private let model = TransportURL(isSecure: false, host: "model.example", port: 80, target: "/v1/chat/completions")

    @Test("A request goes through the proxy's tunnel; the proxy alone gets its credentials")
    func proxy() async throws {
        try await withModelServer { request in
            request.method == "CONNECT" ? [.send("HTTP/1.1 200 Connected\r\n\r\n")] : Self.answer.steps
        } _: { server in
            let proxy = try TransportProxy(parsing: "http://anna:geheim@127.0.0.1:\(server.port)")
            try await AsyncHTTPClientTransport.withTransport(configuration: patient, proxy: proxy, group: group) {
                let recording = try await $0.record(model)
                #expect(recording.body == Self.answer.body)
            }
            let tunnel = try await server.nextRequest()
            #expect(tunnel.target == "model.example:80")
            #expect(tunnel.value(of: "Proxy-Authorization") == "Basic YW5uYTpnZWhlaW0=")
            let request = try await server.nextRequest()
            #expect(request.target == "/v1/chat/completions")
            #expect(request.value(of: "Proxy-Authorization") == nil)
        }
    }

    @Test("A proxy that refuses the tunnel makes the model unreachable")
    func refusingProxy() async throws {
        let refusal = ModelAnswer.response(status: 407).steps
        try await withModelServer(answer: { _ in refusal }) { server in
            let proxy = try TransportProxy(parsing: "127.0.0.1:\(server.port)")
            var secure = model
            secure.isSecure = true
            secure.port = 443
            try await AsyncHTTPClientTransport.withTransport(configuration: patient, proxy: proxy, group: group) {
                let code = try await $0.failure(secure)
                #expect(code == .unreachable)
            }
            let request = try await server.nextRequest()
            #expect(request.method == "CONNECT")
            #expect(request.target == "model.example:443")
        }
    }

    @Test("At the end of its scope every connection is closed")
    func scope() async throws {
        try await withModelServer(answer: { _ in Self.answer.steps }) { server in
            try await AsyncHTTPClientTransport.withTransport(configuration: patient, group: group) {
                try await $0.record(server.url())
            }
            try await server.nextClientClose(of: 0)
        }
    }
}
