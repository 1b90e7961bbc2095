extension KeyDefinition {
    /// The server itself and its knowledge.
    static let server: [ConfigurationKey: KeyDefinition] = [
        .host: .init(.text, "127.0.0.1", "The address to listen on; `0.0.0.0` or `::` for every network."),
        .port: .init(.integer(0...65_535), "8080", "The port to listen on; 0 takes a free one."),
        .data: .init(.text, "data", "The folder where the index lies; `kaya ingest` makes it."),
        .eventLoops: .init(
            .integer(0...1_024), "0", "Threads that carry connections; 0 is one for every two processors."),
        .tlsCertificateFile: .init(
            .file, "", "A PEM file with the certificate chain. With it and the key Kaya speaks TLS, and HTTP/2."),
        .tlsKeyFile: .init(.file, "", "The PEM file with the certificate's private key."),
        .allowedOrigins: .init(
            .list, "",
            "Web origins whose pages may call this server, such as `https://www.example.org`. None by default."
        ),
        .trustedProxies: .init(
            .list, "", "Addresses and ranges of proxies whose `X-Forwarded-For` is believed, such as `10.0.0.0/8`."),
        .metricsToken: .init(
            .secret, "", "The bearer token for `/metrics`. Without one only programs on this machine may read it."),
        .logLevel: .init(
            .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]), "info",
            "The least severe lines that are logged. No level shows a question or an answer."),
        .logFormat: .init(
            .choice(["auto", "json", "terminal"]), "auto", "How log lines look; `auto` is readable on a terminal."),
        .pageEnabled: .init(.flag, "true", "Whether Kaya serves the page on which people read and ask."),
        .pageName: .init(
            .text, "Kaya", "What the service is called, at the top of the page and in the window's title."),
        .pageFolder: .init(
            .text, "",
            "The folder with the page's files. Without one it is looked for: `Web` in the working folder, `share/kaya/web` beside "
                + "the program's folder, `Web` above it."),
        .pageReload: .init(
            .flag, "false",
            "Whether the page's files are read anew for every request and served as they lie, for those who write them."
        ),
        .pageDebug: .init(
            .flag, "false", "Whether everybody may open the debug panel, and not only whoever has the scope `debug`."),
        .pageNoticeGerman: .init(
            .text, "",
            "What everybody is told at the top of the page, in German; in English too where there is no English."),
        .pageNoticeEnglish: .init(.text, "", "The same in English; in German too where there is no German."),
        .pageNoticeLevel: .init(
            .choice(["info", "warning"]), "info", "How the notice looks: good to know, or something does not work."),
        .conversationsEnabled: .init(
            .flag, "true",
            "Whether conversations are kept, in `conversations.sqlite` in the data folder. Without, `/api/conversations` "
                + "does not exist and nothing is stored."),
        .conversationTitles: .init(
            .choice(["model", "words"]), "model",
            "What a conversation is called until somebody names it: a title by the model, which is one short call more for each "
                + "conversation, or the first words of its first question. Without a model it is the words."),
        .visitorRetention: .init(
            .duration(.seconds(60)...(.seconds(3_650 * 86_400))), "30d",
            "How long conversations of visitors are kept after the last question in them; then they are deleted."),
        .accountRetention: .init(
            .duration(.seconds(60)...(.seconds(3_650 * 86_400))), "365d",
            "How long conversations of accounts are kept after the last question in them; then they are deleted."),
        .cacheEnabled: .init(
            .flag, "true",
            "Whether a model's complete answer is given again to an equal question without history, as long as knowledge, "
                + "prompt and model are the same. Needs `conversations.enabled`."),
        .cacheMaximumAge: .init(
            .duration(.seconds(1)...(.seconds(365 * 86_400))), "1d", "How long an answer is given again."),
        .cacheMaximumEntries: .init(.integer(1...1_000_000), "10000", "Answers that are kept; the oldest goes first."),
        .knowledgeEnabled: .init(
            .flag, "true", "Whether questions are looked up. Without, a model answers from what it knows by itself."),
        .retrievalTimeout: .init(
            .duration(.milliseconds(10)...(.seconds(60))), "2s",
            "How long looking a question up may take; then the answer does without, with a notice."),
        .maximumPassages: .init(.integer(1...50), "6", "Passages that an answer may rest on; the best are taken."),
        .promptContextTokens: .init(
            .integer(512...10_000_000), "8192",
            "What the model can hold, in tokens; excerpts and history are cut to fit."),
        .promptAnswerTokens: .init(
            .integer(16...1_000_000), "1024", "The most tokens of an answer, which then ends with `length`; kept free."),
        .promptPassageTokens: .init(
            .integer(0...10_000_000), "4096", "The most tokens of excerpts; the best are sent."),
        .promptHistoryTokens: .init(
            .integer(0...10_000_000), "2048", "The most tokens of what was said before; the latest is sent."),
        .quotingFallback: .init(
            .flag, "true", "Whether Kaya quotes its documents when no model answers. Without, such questions fail."),
    ]
}
