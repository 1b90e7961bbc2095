import Testing

@testable import LanguageModels

@Suite("Where a model server takes chat completions")
struct OpenAIURLTests {
    @Test(
        "An address of any common form leads to the same place",
        arguments: [
            ("https://api.example/v1", "api.example", 443, "/v1/chat/completions"),
            ("https://api.example/v1/", "api.example", 443, "/v1/chat/completions"),
            ("https://api.example/v1/chat/completions", "api.example", 443, "/v1/chat/completions"),
            ("https://api.example/v1/chat/completions/", "api.example", 443, "/v1/chat/completions"),
            ("HTTPS://API.example", "api.example", 443, "/v1/chat/completions"),
            ("https://api.example/", "api.example", 443, "/v1/chat/completions"),
            ("http://localhost:11434/v1", "localhost", 11_434, "/v1/chat/completions"),
            ("http://127.0.0.1:8080/api/openai", "127.0.0.1", 8_080, "/api/openai/chat/completions"),
            ("http://[::1]:8080/v1", "::1", 8_080, "/v1/chat/completions"),
            ("http://[::1]/v1", "::1", 80, "/v1/chat/completions"),
            (
                "https://x.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
                "x.openai.azure.com", 443, "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21"
            ),
            (
                "https://x.openai.azure.com/openai/deployments/gpt-4o/?api-version=2024-10-21&a=/b",
                "x.openai.azure.com",
                443, "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21&a=/b"
            ),
            ("https://api.example?key=1", "api.example", 443, "/v1/chat/completions?key=1"),
        ])
    func targets(text: String, host: String, port: Int, target: String) throws {
        let url = try ChatCompletionsURL(parsing: text).transportURL
        #expect(url.host == host && url.port == port && url.target == target)
        #expect(url.isSecure == text.lowercased().hasPrefix("https"))
    }

    @Test(
        "What is no address is refused, and says why",
        arguments: [
            ("", "http://"), ("api.example/v1", "http://"), ("ftp://api.example", "http://"), ("https://", "host"),
            ("https:///v1", "host"), ("https://user:pass@api.example", "password"), ("https://api.example:0", "port"),
            ("https://api.example:65536", "port"), ("https://api.example:8o", "port"), ("https://[::1", "]"),
            ("https://[::1]x", "]"), ("https://api.example/v1#x", "fragment"), ("https://api.example/a b", "spaces"),
            ("https://api.example/\r\nHost: x", "spaces"), ("https://bücher.example", "ASCII"),
            ("https://::1/v1", "host"),
        ])
    func refused(text: String, reason: String) {
        let error = #expect(throws: OpenAICompatibleConfigurationError.self) { try ChatCompletionsURL(parsing: text) }
        #expect(error?.code == .invalidURL && error?.message.contains(reason) == true)
    }

    @Test(
        "A key over plain HTTP to another machine is flagged",
        arguments: [
            ("http://models.example/v1", true), ("http://127.evil.example", true), ("http://10.0.0.1", true),
            ("https://models.example/v1", false), ("http://localhost:1", false), ("http://a.localhost", false),
            ("http://127.0.0.2", false), ("http://[::1]", false),
        ])
    func cleartext(text: String, isFlagged: Bool) throws {
        var configuration = OpenAICompatibleConfiguration.test()
        configuration.url = try ChatCompletionsURL(parsing: text)
        #expect(configuration.isCleartextCredential == isFlagged)
        configuration.key = nil
        #expect(!configuration.isCleartextCredential)
    }
}
