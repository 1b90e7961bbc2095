import Hummingbird
import Identity
import KayaTesting
import Logging
import Testing

@testable import kaya

@Suite("Documents of outside issuers", .timeLimit(.minutes(1)))
struct IssuerDocumentTests {
    @Test("A document is had whole; redirects, errors and endless ones are not")
    func fetching() async throws {
        let router = Router()
        router.get("/keys") { _, _ in #"{"keys":[]}"# }
        router.get("/moved") { _, _ in Response.redirect(to: "/keys") }
        router.get("/long") { _, _ in String(repeating: " ", count: 2_000) }
        let ports = Arrivals<Int>()
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { ports.put($0.localAddress?.port ?? 0) },
            logger: CapturedLog().logger)
        try await withServices([application]) {
            let documents = IssuerDocuments(timeout: .seconds(50))
            let url = "http://127.0.0.1:\(await ports.next())"
            let bytes = try await documents.fetch(url + "/keys", maximumBytes: 1_000)
            #expect(String(decoding: bytes, as: UTF8.self) == #"{"keys":[]}"#)
            for path in ["/moved", "/long", "/nothing"] {
                await #expect(throws: (any Error).self) {
                    _ = try await documents.fetch(url + path, maximumBytes: 1_000)
                }
            }
        }
    }

    @Test("Keys are fetched over TLS, or from this machine")
    func addresses() {
        for url in ["https://login.example.org", "https://login.example.org/realms/a", "http://127.0.0.1:8080"] {
            #expect(IssuerURL.isAllowed(url))
        }
        for url in [
            "http://login.example.org", "ftp://a", "file:///etc/passwd", "https://", "https://a:b@c", "https://a#b", "",
            "x",
        ] {
            #expect(!IssuerURL.isAllowed(url), "\(url)")
        }
    }
}
