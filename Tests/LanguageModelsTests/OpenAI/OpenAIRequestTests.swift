import Foundation
import Testing

@testable import LanguageModels

@Suite("Asking for a chat completion")
struct OpenAIRequestTests {
    @Test("The body is JSON with the messages in order, streamed, with usage asked for")
    func body() throws {
        let messages = [
            Prompt.Message(role: .system, text: "Du bist \"Kaya\".\n\tÄß\u{0}\u{1F}\\ 😀\u{2028}"),
            Prompt.Message(role: .user, text: "Wie?"),
        ]
        let json = try object(Prompt(messages: messages, question: "Wie?"), .test())
        #expect(json["model"] as? String == "m" && json["stream"] as? Bool == true)
        #expect((json["stream_options"] as? [String: Bool]) == ["include_usage": true])
        let sent = try #require(json["messages"] as? [[String: String]])
        #expect(sent.map { $0["content"] } == messages.map(\.text))
        #expect(sent.map { $0["role"] } == ["system", "user"])
        #expect(Set(json.keys) == ["model", "stream", "stream_options", "messages"])
    }

    @Test("Options are sent as configured, the smaller token limit wins")
    func options() throws {
        var configuration = OpenAICompatibleConfiguration.test()
        configuration.temperature = 0.2
        configuration.maximumAnswerTokens = 500
        configuration.asksForUsage = false
        var json = try object(.test, configuration)
        #expect(json["temperature"] as? Double == 0.2 && json["max_tokens"] as? Int == 500)
        #expect(json["stream_options"] == nil)

        configuration.tokenLimitField = .maxCompletionTokens
        configuration.declinesObfuscation = true
        var prompt = Prompt.test
        prompt.maximumAnswerTokens = 100
        json = try object(prompt, configuration)
        #expect(json["max_completion_tokens"] as? Int == 100 && json["max_tokens"] == nil)
        #expect((json["stream_options"] as? [String: Bool]) == ["include_obfuscation": false])
    }

    @Test("Without a key no credential is sent; Azure's scheme has its own field")
    func credentials() {
        var configuration = OpenAICompatibleConfiguration.test()
        configuration.credentialScheme = .apiKeyHeader
        #expect(headers(configuration)["api-key"] == "sk-test-1234567890")
        #expect(headers(configuration)["Authorization"] == nil)
        configuration.key = nil
        #expect(headers(configuration)["api-key"] == nil)
        #expect(headers(configuration)["Accept"] == "text/event-stream")
        #expect(headers(configuration)["User-Agent"] == "kaya")
    }

    @Test("What no server could accept is refused with words that hold no key")
    func validation() throws {
        #expect(throws: Never.self) { try OpenAICompatibleConfiguration.test().validate() }
        for key in ["sk-1\r\nX-Evil: 1", "sk 1", "schlüssel"] {
            let error = #expect(throws: OpenAICompatibleConfigurationError.self) {
                var configuration = OpenAICompatibleConfiguration.test()
                configuration.key = Secret(key)
                try configuration.validate()
            }
            #expect(error?.code == .invalidKey && error?.message.contains(key) == false)
        }
        for change: (inout OpenAICompatibleConfiguration) -> Void in [
            { $0.temperature = .nan }, { $0.temperature = 3 }, { $0.maximumAnswerTokens = 0 },
            { $0.maximumAnswerCharacterCount = 0 }, { $0.identity.model = "" }, { $0.userAgent = "a\r\nb" },
        ] {
            var configuration = OpenAICompatibleConfiguration.test()
            change(&configuration)
            #expect(throws: OpenAICompatibleConfigurationError.self) { try configuration.validate() }
        }
    }

    @Test("A secret is a mask wherever text is made of it")
    func secret() {
        let secret = Secret("sk-test-1234567890")
        var dumped = ""
        dump(["key": secret], to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] {
            #expect(text.contains("•••") && !text.contains("1234"))
        }
        #expect(!"\(OpenAICompatibleConfiguration.test())".contains("1234"))
        #expect(secret.reveal() == "sk-test-1234567890")
        #expect(secret.redact("a sk-test-1234567890 b") == "a ••• b")
        #expect(Secret("").redact("abc") == "abc")
    }

    private func object(_ prompt: Prompt, _ configuration: OpenAICompatibleConfiguration) throws -> [String: Any] {
        let body = ChatCompletionRequest(prompt, configuration: configuration).body
        return try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
    }

    private func headers(_ configuration: OpenAICompatibleConfiguration) -> [String: String] {
        let fields = ChatCompletionRequest(.test, configuration: configuration).headers
        return Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) })
    }
}
