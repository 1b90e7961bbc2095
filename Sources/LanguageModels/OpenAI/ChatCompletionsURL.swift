/// Where a model server takes chat completions.
///
/// Made from what operators have at hand: `https://host/v1`, with or without a slash at its end, or the whole address
/// ending in `/chat/completions`. Without any path `/v1` is meant. A query, such as Azure's `api-version`, is kept.
package struct ChatCompletionsURL: Sendable, Hashable {
    /// The address as a transport wants it.
    package let transportURL: TransportURL

    /// Whether the host is this machine itself.
    package var isLoopback: Bool {
        let host = transportURL.host
        return host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || Self.isLoopbackIPv4(host)
    }

    /// - Throws: ``OpenAICompatibleConfigurationError`` with ``OpenAICompatibleConfigurationError/Code/invalidURL``.
    package init(parsing text: String) throws(OpenAICompatibleConfigurationError) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !#"<>"\^`{|}"#.utf8.contains($0) }) else {
            throw Self.error("contains spaces, non-ASCII letters or characters that must be percent-encoded")
        }
        guard let schemeEnd = text.firstRange(of: "://") else {
            throw Self.error("must begin with http:// or https://")
        }
        let scheme = text[..<schemeEnd.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { throw Self.error("must begin with http:// or https://") }
        guard !text.contains("#") else { throw Self.error("must not have a fragment (#…)") }
        let rest = text[schemeEnd.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else {
            throw Self.error("must not hold a user name or a password; give the key by its own setting")
        }
        let (host, port) = try Self.split(authority, defaultPort: scheme == "https" ? 443 : 80)
        transportURL = TransportURL(
            isSecure: scheme == "https", host: host, port: port,
            target: Self.target(String(rest.dropFirst(authority.count))))
    }

    private static func error(_ reason: String) -> OpenAICompatibleConfigurationError {
        OpenAICompatibleConfigurationError(.invalidURL, "The model server's address \(reason).")
    }

    private static func split(
        _ authority: Substring, defaultPort: Int
    ) throws(OpenAICompatibleConfigurationError) -> (String, Int) {
        var host = authority
        var port: Substring?
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { throw error("has an IPv6 address without its “]”") }
            host = authority[authority.index(after: authority.startIndex)..<end]
            let rest = authority[authority.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { throw error("has text between “]” and the port") }
            if !rest.isEmpty { port = rest.dropFirst() }
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            port = authority[authority.index(after: colon)...]
        }
        guard !host.isEmpty else { throw error("has no host") }
        guard let port, !port.isEmpty else { return (host.lowercased(), defaultPort) }
        guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port),
            (1...65_535).contains(number)
        else { throw error("has a port that is no number from 1 to 65535") }
        return (host.lowercased(), number)
    }

    private static func target(_ pathAndQuery: String) -> String {
        let rawPath = pathAndQuery.prefix { $0 != "?" }
        let query = pathAndQuery.dropFirst(rawPath.count)
        var path = rawPath
        while path.hasSuffix("/") { path.removeLast() }
        if path.hasSuffix("/chat/completions") { return String(path + query) }
        return (path.isEmpty ? "/v1" : String(path)) + "/chat/completions" + query
    }

    private static func isLoopbackIPv4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
