/// Every setting, by its path in `kaya.yaml`. `docs/configuration.md` describes each; its environment variable follows
/// from the path: `model.baseURL` is `KAYA_MODEL_BASE_URL`.
enum ConfigurationKey: String, CaseIterable, Sendable {
    case host = "host"
    case port = "port"
    case data = "data"
    case eventLoops = "eventLoops"
    case tlsCertificateFile = "tls.certificateFile"
    case tlsKeyFile = "tls.keyFile"
    case allowedOrigins = "allowedOrigins"
    case trustedProxies = "trustedProxies"
    case metricsToken = "metrics.token"
    case logLevel = "log.level"
    case logFormat = "log.format"

    case knowledgeEnabled = "knowledge.enabled"
    case retrievalTimeout = "answering.retrievalTimeout"
    case maximumPassages = "answering.maximumPassages"
    case promptContextTokens = "prompt.contextTokens"
    case promptAnswerTokens = "prompt.maximumAnswerTokens"
    case promptPassageTokens = "prompt.maximumPassageTokens"
    case promptHistoryTokens = "prompt.maximumHistoryTokens"
    case quotingFallback = "quoting.fallback"

    case modelLabel = "model.label"
    case modelBaseURL = "model.baseURL"
    case modelName = "model.name"
    case modelAPIKey = "model.apiKey"
    case modelAPIKeyFile = "model.apiKeyFile"
    case modelCredentials = "model.credentials"
    case modelTemperature = "model.temperature"
    case modelMaxTokens = "model.maxTokens"
    case modelTokenLimitField = "model.tokenLimitField"
    case modelMaxCharacters = "model.maxCharacters"
    case modelAsksForUsage = "model.asksForUsage"
    case modelRemovesThoughts = "model.removesThoughts"
    case modelConnectTimeout = "model.connectTimeout"
    case modelHeadTimeout = "model.headTimeout"
    case modelFirstDeltaTimeout = "model.firstDeltaTimeout"
    case modelReasoningTimeout = "model.reasoningTimeout"
    case modelIdleTimeout = "model.idleTimeout"
    case modelTotalTimeout = "model.totalTimeout"
    case modelDrainTimeout = "model.drainTimeout"
    case modelTransport = "model.transport"
    case modelProxy = "model.proxy"
    case modelHTTP2 = "model.http2"
    case modelCAFile = "model.caFile"

    case maximumRetries = "retry.maximumRetries"
    case retryFirstDelay = "retry.firstDelay"
    case retryMaximumDelay = "retry.maximumDelay"
    case retryShare = "retry.share"
    case retryMinimum = "retry.minimum"

    case breakerWindow = "breaker.window"
    case breakerMinimumFailures = "breaker.minimumFailures"
    case breakerFailureRatio = "breaker.failureRatio"
    case breakerConsecutiveFailures = "breaker.consecutiveFailures"
    case breakerSlowFirstToken = "breaker.slowFirstToken"
    case breakerOpenDelay = "breaker.openDelay"
    case breakerMaximumOpenDelay = "breaker.maximumOpenDelay"

    case maximumRunning = "turns.maximumRunning"
    case maximumQueued = "turns.maximumQueued"
    case maximumEvents = "turns.maximumEvents"
    case grace = "turns.grace"
    case retention = "turns.retention"
    case maximumFinished = "turns.maximumFinished"
    case duplicateWindow = "turns.duplicateWindow"
    case drainTimeout = "turns.drainTimeout"
    case sharesEqualQuestions = "turns.sharesEqualQuestions"

    case heartbeat = "streams.heartbeat"
    case writeTimeout = "streams.writeTimeout"
    case poll = "streams.poll"

    case questionCharacters = "limits.questionCharacters"
    case bodyBytes = "limits.bodyBytes"
    case headerBytes = "limits.headerBytes"
    case headerFields = "limits.headerFields"
    case historyMessages = "limits.historyMessages"
    case connections = "limits.connections"
    case streamsPerClient = "limits.streamsPerClient"
    case idleTimeout = "limits.idleTimeout"
    case bodyTimeout = "limits.bodyTimeout"

    /// Whether every model server has its own value.
    var isPerModel: Bool { rawValue.hasPrefix(Self.modelPrefix) }

    /// The path below a model server: `baseURL` for `model.baseURL`.
    var modelPath: String? { isPerModel ? String(rawValue.dropFirst(Self.modelPrefix.count)) : nil }

    /// How the paths of a model server's settings begin.
    static let modelPrefix = "model."
}
