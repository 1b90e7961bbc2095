import NIOCore
import Testing

@testable import LanguageModels

@Suite("A request on the wire")
struct TransportRequestTests {
    private func head(_ url: TransportURL) throws -> String {
        let request = TransportRequest(url: url, headers: [("A", "b"), ("C", "")], body: ByteBuffer(string: "12345"))
        return String(buffer: try request.makeHTTP1Head())
    }

    @Test("The head has host, fields in order and the length")
    func whole() throws {
        let url = TransportURL(isSecure: false, host: "api.example", port: 8080, target: "/v1/x?y=z")
        #expect(
            try head(url)
                == "POST /v1/x?y=z HTTP/1.1\r\nHost: api.example:8080\r\nA: b\r\nC: \r\nContent-Length: 5\r\n\r\n")
    }

    @Test(
        "The port is said if it is not the scheme's own, and an IPv6 address has brackets",
        arguments: [
            (true, "a", 443, "a"), (true, "a", 80, "a:80"), (false, "a", 80, "a"), (false, "::1", 80, "[::1]"),
            (true, "::1", 8443, "[::1]:8443"),
        ])
    func authority(_ isSecure: Bool, _ host: String, _ port: Int, _ expected: String) throws {
        let url = TransportURL(isSecure: isSecure, host: host, port: port, target: "/")
        #expect(try head(url).contains("\r\nHost: \(expected)\r\n"))
    }

    @Test(
        "A target or a host that would break the request is refused",
        arguments: [
            ("", "a"), ("x", "a"), ("/ x", "a"), ("/x\r\nY: z", "a"), ("/ü", "a"), ("/\0", "a"), ("/", ""),
            ("/", "a b"),
            ("/", "a\r\nX: y"), ("/", "a/b"), ("/", "user@a"),
        ])
    func refused(_ target: String, _ host: String) {
        let url = TransportURL(isSecure: false, host: host, port: 80, target: target)
        #expect(throws: TransportError.self) { try head(url) }
    }

    @Test("A refusal does not quote the value, which may be a key")
    func secrets() {
        let request = TransportRequest(
            url: TransportURL(isSecure: false, host: "a", port: 80, target: "/"),
            headers: [("Authorization", "Bearer geheim\r\n")], body: ByteBuffer())
        #expect {
            try request.makeHTTP1Head()
        } throws: {
            !"\($0)".contains("geheim")
        }
    }
}
