internal import LanguageModels

extension SettingReading {
    private static let openAI = "https://api.openai.com/v1"
    private static let quotingLabel = "quoting"
    private static let openAIModel = "gpt-4o-mini"

    /// The model servers in order of preference.
    mutating func models(
        environment: [String: String], readFile: (String) throws -> String
    ) -> [ModelServerConfiguration] {
        checkLabels()
        return (1...max(table.servers, 1)).compactMap { server in
            let key = key(server, readFile: readFile)
            guard let address = address(server, hasKey: key != nil, environment) else { return nil }
            return model(server, address: address, key: key, environment)
        }
    }

    private func label(_ server: Int) -> String {
        text(.modelLabel, server: server) ?? "model-\(server)"
    }

    /// Labels name series in the metrics, so they are short, plain and each one's own.
    private mutating func checkLabels() {
        var taken: Set<String> = [Self.quotingLabel]
        for server in 1...max(table.servers, 1) {
            let label = label(server)
            let isPlain = (1...32).contains(label.utf8.count) && label.utf8.allSatisfy(Self.isPlain)
            if !isPlain {
                problem(.modelLabel, server: server, "Write 1 to 32 letters, digits, dots, hyphens and underscores.")
            } else if !taken.insert(label).inserted {
                problem(.modelLabel, server: server, "The label \(label) is taken; give each server its own.")
            }
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private mutating func address(_ server: Int, hasKey: Bool, _ environment: [String: String]) -> ChatCompletionsURL? {
        let text: String
        if let own = self.text(.modelBaseURL, server: server) {
            text = own
        } else if server == 1, let other = environment["OPENAI_BASE_URL"], !other.isEmpty {
            remark("model.baseURL is taken from OPENAI_BASE_URL.")
            text = other
        } else if server == 1, hasKey || openAIKey(environment) != nil {
            remark("No model.baseURL is set, but a key: asking \(Self.openAI).")
            text = Self.openAI
        } else {
            if server <= table.servers { problem(.modelBaseURL, server: server, missingAddress(server)) }
            return nil
        }
        do {
            return try ChatCompletionsURL(parsing: text)
        } catch {
            problem(.modelBaseURL, server: server, error.message)
            return nil
        }
    }

    private func missingAddress(_ server: Int) -> String {
        let name = SettingName(.modelBaseURL, server: server)
        return "Model server \(server) has settings, but no address; set \(name.path) (\(name.variable))."
    }

    private mutating func key(_ server: Int, readFile: (String) throws -> String) -> Secret? {
        let key = secret(.modelAPIKey, server: server)
        guard let file = text(.modelAPIKeyFile, server: server) else { return key }
        guard key == nil else {
            problem(.modelAPIKeyFile, server: server, "There is a key as well; set one of the two.")
            return nil
        }
        do {
            let text = try readFile(file)
            if text.isEmpty { problem(.modelAPIKeyFile, server: server, "The file \(file) is empty.") }
            return text.isEmpty ? nil : Secret(text)
        } catch {
            problem(.modelAPIKeyFile, server: server, "The file \(file) cannot be read.")
            return nil
        }
    }

    private mutating func model(
        _ server: Int, address: ChatCompletionsURL, key: Secret?, _ environment: [String: String]
    ) -> ModelServerConfiguration? {
        let isOpenAI = address.transportURL.host == "api.openai.com"
        guard let name = text(.modelName, server: server) ?? (isOpenAI ? Self.openAIModel : nil) else {
            let setting = SettingName(.modelName, server: server)
            problem(.modelName, server: server, "Which model is meant? Set \(setting.path) (\(setting.variable)).")
            return nil
        }
        var key = key
        // A key meant for one server is not sent to another.
        let isForOpenAIKey = isOpenAI || text(.modelBaseURL, server: server) == nil
        if key == nil, isForOpenAIKey, let other = openAIKey(environment) {
            remark("The key is taken from OPENAI_API_KEY.")
            key = other
        }
        var model = OpenAICompatibleConfiguration(
            label: label(server), model: name, url: address, key: key,
            temperature: number(.modelTemperature, server: server),
            maximumAnswerTokens: optionalInteger(.modelMaxTokens, server: server),
            asksForUsage: flag(.modelAsksForUsage, server: server),
            removesThoughts: flag(.modelRemovesThoughts, server: server),
            maximumAnswerCharacterCount: integer(.modelMaxCharacters, server: server),
            timeouts: timeouts(server))
        model.credentialScheme = text(.modelCredentials, server: server).flatMap { .init(rawValue: $0) } ?? .bearer
        model.tokenLimitField =
            text(.modelTokenLimitField, server: server).flatMap { .init(rawValue: $0) } ?? .maxTokens
        do {
            try model.validate()
        } catch {
            problem(error.code == .invalidKey ? .modelAPIKey : .modelName, server: server, error.message)
        }
        if model.isCleartextCredential {
            remark("The key of \(model.identity.label) crosses the network in clear text; use https.")
        }
        return transported(model, server, environment)
    }

    private func timeouts(_ server: Int) -> ModelTimeouts {
        ModelTimeouts(
            connect: duration(.modelConnectTimeout, server: server),
            responseHead: duration(.modelHeadTimeout, server: server),
            firstDelta: duration(.modelFirstDeltaTimeout, server: server),
            firstDeltaWhileReasoning: duration(.modelReasoningTimeout, server: server),
            idle: duration(.modelIdleTimeout, server: server),
            total: duration(.modelTotalTimeout, server: server),
            drain: duration(.modelDrainTimeout, server: server))
    }

    private mutating func transported(
        _ model: OpenAICompatibleConfiguration, _ server: Int, _ environment: [String: String]
    ) -> ModelServerConfiguration {
        let http2 = flag(.modelHTTP2, server: server)
        let selection = proxies(server, environment, prefersHTTP2: http2)
        let wanted = selection.choice(for: model.url.transportURL)
        let choice: TransportSelection.Choice
        switch (text(.modelTransport, server: server), wanted) {
        case ("nio", .asyncHTTPClient(_?)):
            problem(.modelTransport, server: server, "nio knows no proxies; write auto or async-http-client.")
            choice = wanted
        case ("nio", _): choice = .direct
        case ("async-http-client", .direct): choice = .asyncHTTPClient(proxy: nil)
        default: choice = wanted
        }
        return ModelServerConfiguration(
            model: model,
            connections: TransportConfiguration(
                connectTimeout: model.timeouts.connect,
                certificateAuthorityFile: text(.modelCAFile, server: server)),
            transport: choice, allowsHTTP2: http2)
    }

    private mutating func proxies(
        _ server: Int, _ environment: [String: String], prefersHTTP2: Bool
    ) -> TransportSelection {
        let own = text(.modelProxy, server: server)
        guard own != "none" else { return TransportSelection(prefersHTTP2: prefersHTTP2) }
        func variable(_ name: String) -> String? {
            (environment[name.lowercased()] ?? environment[name]).flatMap { $0.isEmpty ? nil : $0 }
        }
        let http = proxy(own ?? variable("HTTP_PROXY"), server)
        let https = own == nil ? proxy(variable("HTTPS_PROXY"), server) : http
        let exceptions = own == nil ? variable("NO_PROXY") ?? "" : ""
        return TransportSelection(
            httpProxy: http, httpsProxy: https, exceptions: ProxyExceptions(parsing: exceptions),
            prefersHTTP2: prefersHTTP2)
    }

    private mutating func proxy(_ text: String?, _ server: Int) -> TransportProxy? {
        guard let text else { return nil }
        do {
            return try TransportProxy(parsing: text)
        } catch {
            // The address may hold a password, so it is not quoted.
            problem(.modelProxy, server: server, "This is no proxy's address; write http://host:port or none.")
            return nil
        }
    }

    private func openAIKey(_ environment: [String: String]) -> Secret? {
        environment["OPENAI_API_KEY"].flatMap { $0.isEmpty ? nil : Secret($0) }
    }
}
