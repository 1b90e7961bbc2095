internal import NIOCore

/// One request for a streamed chat completion.
struct ChatCompletionRequest {
    private let prompt: Prompt
    private let configuration: OpenAICompatibleConfiguration

    init(_ prompt: Prompt, configuration: OpenAICompatibleConfiguration) {
        self.prompt = prompt
        self.configuration = configuration
    }

    /// The request as a transport sends it.
    var transportRequest: TransportRequest {
        TransportRequest(
            url: configuration.url.transportURL, headers: headers, body: ByteBuffer(bytes: body),
            drainTimeout: configuration.timeouts.drain)
    }

    /// The header fields; no compressed answer is asked for, because a compressor holds words back.
    var headers: [(name: String, value: String)] {
        var fields = [
            (name: "Content-Type", value: "application/json"),
            (name: "Accept", value: "text/event-stream"),
            (name: "Accept-Encoding", value: "identity"),
            (name: "User-Agent", value: configuration.userAgent),
        ]
        if let key = configuration.key, !key.isEmpty {
            switch configuration.credentialScheme {
            case .bearer: fields.append((name: "Authorization", value: "Bearer \(key.reveal())"))
            case .apiKeyHeader: fields.append((name: "api-key", value: key.reveal()))
            }
        }
        return fields
    }

    /// The body in JSON.
    var body: [UInt8] {
        var json = JSONText()
        json.append(#"{"model":"#)
        json.append(string: configuration.identity.model)
        json.append(#","messages":["#)
        for (index, message) in prompt.messages.enumerated() {
            json.append(index == 0 ? #"{"role":"# : #",{"role":"#)
            json.append(string: message.role.rawValue)
            json.append(#","content":"#)
            json.append(string: message.text)
            json.append("}")
        }
        json.append(#"],"stream":true"#)
        appendOptions(to: &json)
        json.append("}")
        return json.bytes
    }

    private func appendOptions(to json: inout JSONText) {
        switch (configuration.asksForUsage, configuration.declinesObfuscation) {
        case (true, true): json.append(#","stream_options":{"include_usage":true,"include_obfuscation":false}"#)
        case (true, false): json.append(#","stream_options":{"include_usage":true}"#)
        case (false, true): json.append(#","stream_options":{"include_obfuscation":false}"#)
        case (false, false): break
        }
        if let limit = [prompt.maximumAnswerTokens, configuration.maximumAnswerTokens].compactMap({ $0 }).min() {
            json.append(#","\#(configuration.tokenLimitField.rawValue)":\#(limit)"#)
        }
        if let temperature = configuration.temperature { json.append(#","temperature":\#(temperature)"#) }
    }
}
