extension KeyDefinition {
    private static let clock = SettingKind.duration(.milliseconds(10)...(.seconds(3_600)))

    /// Each model server.
    static let models: [ConfigurationKey: KeyDefinition] = [
        .modelLabel: .init(.text, "", "The server's name in logs and metrics; `model-1`, `model-2` … without one."),
        .modelBaseURL: .init(
            .text, "",
            "Where the OpenAI-compatible server is, such as `http://127.0.0.1:11434/v1`. Without, Kaya quotes."
        ),
        .modelName: .init(.text, "", "The model's name on its server; `gpt-4o-mini` at api.openai.com."),
        .modelAPIKey: .init(.secret, "", "The server's key. A file keeps it out of the environment."),
        .modelAPIKeyFile: .init(.file, "", "A file that holds the server's key and nothing else."),
        .modelCredentials: .init(
            .choice(["bearer", "api-key-header"]), "bearer", "How the key is sent; Azure wants `api-key-header`."),
        .modelTemperature: .init(.number(0...2), "", "The sampling temperature; without one the server decides."),
        .modelMaxTokens: .init(
            .integer(1...1_000_000), "", "The most tokens of an answer, which then ends with `length`."),
        .modelTokenLimitField: .init(
            .choice(["max_tokens", "max_completion_tokens"]), "max_tokens",
            "Under which name that is asked; OpenAI's reasoning models insist on the second."),
        .modelMaxCharacters: .init(
            .integer(1...10_000_000), "200000",
            "The most characters of an answer, which then fails as `answer-too-long`."),
        .modelAsksForUsage: .init(.flag, "true", "Whether token counts are asked for; some old servers refuse that."),
        .modelRemovesThoughts: .init(.flag, "true", "Whether `<think>…</think>` at an answer's beginning is left out."),
        .modelConnectTimeout: .init(
            clock, "3s", "How long a connection may take; then tried again, then `upstream-timeout`."),
        .modelHeadTimeout: .init(clock, "10s", "How long the response's head may take; likewise."),
        .modelFirstDeltaTimeout: .init(clock, "20s", "How long the first word may take; likewise."),
        .modelReasoningTimeout: .init(clock, "60s", "The same, once the model shows that it reasons."),
        .modelIdleTimeout: .init(
            clock, "30s",
            "How long the model may be silent in an answer; then `upstream-timeout`, and the text is kept."),
        .modelTotalTimeout: .init(clock, "120s", "How long a whole answer may take; likewise."),
        .modelDrainTimeout: .init(clock, "2s", "How long token counts are waited for; the answer is complete without."),
        .modelTransport: .init(
            .choice(["auto", "nio", "async-http-client"]), "auto",
            "What carries the requests; `auto` takes async-http-client for proxies and HTTP/2, else NIO directly."),
        .modelProxy: .init(
            .text, "",
            "An HTTP or SOCKS proxy, `none` for none; without it `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` count."
        ),
        .modelHTTP2: .init(.flag, "false", "Whether HTTP/2 is spoken where the server offers it."),
        .modelCAFile: .init(.file, "", "A PEM file of certificate authorities that are trusted besides the system's."),
    ]
}
