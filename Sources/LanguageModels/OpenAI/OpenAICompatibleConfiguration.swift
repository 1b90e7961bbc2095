/// How to reach one model server and what to ask of it.
package struct OpenAICompatibleConfiguration: Sendable, Hashable {
    /// How the key is sent.
    package enum CredentialScheme: String, Sendable, Hashable, CaseIterable {
        /// `Authorization: Bearer …`, as nearly everywhere.
        case bearer
        /// `api-key: …`, as Azure has it for its resource keys.
        case apiKeyHeader = "api-key-header"
    }

    /// The name under which a request bounds the answer's tokens.
    package enum TokenLimitField: String, Sendable, Hashable, CaseIterable {
        /// What every server understands.
        case maxTokens = "max_tokens"
        /// What OpenAI's reasoning models insist on.
        case maxCompletionTokens = "max_completion_tokens"
    }

    /// The operator's label and the model's name on the server.
    package var identity: ModelIdentity
    package var url: ChatCompletionsURL
    /// The key; nil for servers that want none.
    package var key: Secret?
    package var credentialScheme: CredentialScheme
    /// The sampling temperature, 0 to 2; nil leaves it to the server.
    package var temperature: Double?
    /// The most tokens an answer may have where the prompt does not say less; nil leaves it to the server.
    package var maximumAnswerTokens: Int?
    package var tokenLimitField: TokenLimitField
    /// Whether token counts are asked for (`stream_options.include_usage`). Some old servers refuse the field.
    package var asksForUsage: Bool
    /// Whether OpenAI's random padding is declined (`stream_options.include_obfuscation`): less traffic, and word
    /// lengths can be told on the wire. Other servers may refuse the field.
    package var declinesObfuscation: Bool
    /// Whether `<think>…</think>` at the beginning of an answer is removed.
    package var removesThoughts: Bool
    /// The most Unicode scalars an answer may have; at the bound the completion fails as too long, its text so far
    /// stays.
    package var maximumAnswerCharacterCount: Int
    package var timeouts: ModelTimeouts
    package var userAgent: String

    package init(
        label: String,
        model: String,
        url: ChatCompletionsURL,
        key: Secret? = nil,
        credentialScheme: CredentialScheme = .bearer,
        temperature: Double? = nil,
        maximumAnswerTokens: Int? = nil,
        tokenLimitField: TokenLimitField = .maxTokens,
        asksForUsage: Bool = true,
        declinesObfuscation: Bool = false,
        removesThoughts: Bool = true,
        maximumAnswerCharacterCount: Int = 200_000,
        timeouts: ModelTimeouts = ModelTimeouts(),
        userAgent: String = "kaya"
    ) {
        identity = ModelIdentity(label: label, model: model)
        self.url = url
        self.key = key
        self.credentialScheme = credentialScheme
        self.temperature = temperature
        self.maximumAnswerTokens = maximumAnswerTokens
        self.tokenLimitField = tokenLimitField
        self.asksForUsage = asksForUsage
        self.declinesObfuscation = declinesObfuscation
        self.removesThoughts = removesThoughts
        self.maximumAnswerCharacterCount = maximumAnswerCharacterCount
        self.timeouts = timeouts
        self.userAgent = userAgent
    }

    /// Whether the key would cross a network in clear text: allowed, and worth a warning at start-up.
    package var isCleartextCredential: Bool {
        key?.isEmpty == false && !url.transportURL.isSecure && !url.isLoopback
    }

    /// Checks what no server could accept.
    ///
    /// - Throws: ``OpenAICompatibleConfigurationError``, whose message never holds the key.
    package func validate() throws(OpenAICompatibleConfigurationError) {
        if let key, !key.reveal().utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
            throw OpenAICompatibleConfigurationError(
                .invalidKey, "The model server's key has spaces, line endings or non-ASCII characters.")
        }
        if !userAgent.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
            throw OpenAICompatibleConfigurationError(.invalidValue, "The user agent must be printable ASCII.")
        }
        if identity.model.isEmpty {
            throw OpenAICompatibleConfigurationError(.invalidValue, "The model's name is empty.")
        }
        if let temperature, !(0...2).contains(temperature) {
            throw OpenAICompatibleConfigurationError(.invalidValue, "The temperature must be from 0 to 2.")
        }
        if let maximumAnswerTokens, maximumAnswerTokens < 1 {
            throw OpenAICompatibleConfigurationError(.invalidValue, "The most tokens of an answer must be at least 1.")
        }
        if maximumAnswerCharacterCount < 1 {
            throw OpenAICompatibleConfigurationError(
                .invalidValue, "The most characters of an answer must be at least 1.")
        }
    }
}
