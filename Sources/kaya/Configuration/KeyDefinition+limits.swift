extension KeyDefinition {
    /// What one request and one client may ask for.
    static let limits: [ConfigurationKey: KeyDefinition] = [
        .questionCharacters: .init(
            .integer(1...1_000_000), "4000", "Characters of a question; a longer one is refused with `too-large`."),
        .bodyBytes: .init(
            .integer(1_024...100_000_000), "262144",
            "Bytes of a request's body; a longer one is refused with `too-large`."),
        .headerBytes: .init(
            .integer(1_024...1_048_576), "16384", "Bytes of a request's head; a longer one gets status 400 or 431."),
        .headerFields: .init(.integer(8...10_000), "100", "Fields of a request's head; more are refused alike."),
        .historyMessages: .init(
            .integer(0...10_000), "40", "Earlier messages a request may bring; older ones are left out."),
        .connections: .init(
            .integer(1...1_000_000), "10000", "Open connections; further ones wait until one closes."),
        .streamsPerClient: .init(
            .integer(1...1_000_000), "64",
            "Streams that one address, or one IPv6 network of 64 bits, may have open, and turns of it that may run or wait; "
                + "further ones are `rate-limited`."),
        .questionsPerMinute: .init(
            .integer(0...1_000_000), "120",
            "Questions one such client may ask in a minute; further ones are `rate-limited`. 0 is no limit. Raise it for a "
                + "large office behind one address."),
        .conversationsPerMinute: .init(
            .integer(0...1_000_000), "30",
            "Conversations one client may begin in a minute; further ones are `rate-limited`. 0 is no limit."),
        .idleTimeout: .init(
            .duration(.milliseconds(100)...(.seconds(3_600))), "30s",
            "How long a connection may be idle, or take over a TLS handshake or a request's head; then it is closed."),
        .bodyTimeout: .init(
            .duration(.milliseconds(100)...(.seconds(600))), "10s",
            "How long a request's body may take; then it is refused with `bad-request`, and if it goes on, cut."),
    ]
}
