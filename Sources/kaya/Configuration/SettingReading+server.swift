internal import Answering
internal import Archive
internal import ChatServer
internal import LanguageModels
internal import Logging
internal import SQLiteStorage
internal import Turns

extension SettingReading {
    mutating func server() -> ChatServerConfiguration {
        var server = ChatServerConfiguration()
        server.host = text(.host) ?? server.host
        server.port = integer(.port)
        server.tls = tls()
        server.allowedOrigins = origins()
        server.trustedProxies = proxies()
        server.limits = limits()
        server.retention = retention()
        server.notice = notice()
        server.timing.heartbeat = duration(.heartbeat)
        server.timing.writeTimeout = duration(.writeTimeout)
        server.timing.poll = duration(.poll)
        return server
    }

    func turns() -> TurnsConfiguration {
        var turns = TurnsConfiguration()
        turns.maximumRunning = integer(.maximumRunning)
        turns.maximumQueued = integer(.maximumQueued)
        turns.maximumPerClient = integer(.streamsPerClient)
        turns.maximumPerClientAndMinute = integer(.questionsPerMinute)
        turns.maximumEvents = integer(.maximumEvents)
        turns.grace = duration(.grace)
        turns.retention = duration(.retention)
        turns.maximumFinished = integer(.maximumFinished)
        turns.duplicateWindow = duration(.duplicateWindow)
        turns.drainTimeout = duration(.drainTimeout)
        turns.sharesEqualQuestions = flag(.sharesEqualQuestions)
        return turns
    }

    func answering() -> AnsweringConfiguration {
        var answering = AnsweringConfiguration()
        answering.retrievalTimeout = duration(.retrievalTimeout)
        answering.maximumPassages = integer(.maximumPassages)
        return answering
    }

    mutating func prompt() -> PromptConfiguration {
        var prompt = PromptConfiguration()
        prompt.contextTokens = integer(.promptContextTokens)
        prompt.maximumAnswerTokens = integer(.promptAnswerTokens)
        prompt.maximumPassageTokens = integer(.promptPassageTokens)
        prompt.maximumHistoryTokens = integer(.promptHistoryTokens)
        if prompt.maximumAnswerTokens >= prompt.contextTokens {
            problem(.promptAnswerTokens, "An answer of that length leaves no room in prompt.contextTokens.")
        }
        return prompt
    }

    func retry() -> RetryPolicy {
        var retry = RetryPolicy()
        retry.maximumRetries = integer(.maximumRetries)
        retry.firstDelay = duration(.retryFirstDelay)
        retry.maximumDelay = duration(.retryMaximumDelay)
        return retry
    }

    func breaker() -> CircuitBreakerConfiguration {
        var breaker = CircuitBreakerConfiguration()
        breaker.window = duration(.breakerWindow)
        breaker.minimumFailures = integer(.breakerMinimumFailures)
        breaker.failureRatio = number(.breakerFailureRatio) ?? breaker.failureRatio
        breaker.consecutiveFailures = integer(.breakerConsecutiveFailures)
        breaker.slowFirstToken = duration(.breakerSlowFirstToken)
        breaker.openDelay = duration(.breakerOpenDelay)
        breaker.maximumOpenDelay = duration(.breakerMaximumOpenDelay)
        return breaker
    }

    func log() -> LogConfiguration {
        LogConfiguration(
            level: text(.logLevel).flatMap(Logger.Level.init(rawValue:)) ?? .info,
            format: text(.logFormat).flatMap(LogConfiguration.Format.init(rawValue:)) ?? .auto)
    }

    func conversations() -> ConversationsConfiguration {
        var conversations = ConversationsConfiguration(
            isEnabled: flag(.conversationsEnabled), asksForTitles: text(.conversationTitles) != "words",
            folder: text(.data) ?? "")
        if flag(.cacheEnabled) {
            var cache = SQLiteAnswerCacheConfiguration()
            cache.maximumAge = duration(.cacheMaximumAge)
            cache.maximumEntries = integer(.cacheMaximumEntries)
            conversations.cache = cache
        }
        return conversations
    }

    func page() -> PageSearch? {
        guard flag(.pageEnabled) else { return nil }
        var page = PageSearch(folder: text(.pageFolder), isReloaded: flag(.pageReload), opensDebug: flag(.pageDebug))
        if let name = text(.pageName) { page.name = name }
        return page
    }

    private func notice() -> ServiceNotice? {
        ServiceNotice(
            text(.pageNoticeLevel).flatMap(ServiceNotice.Level.init(rawValue:)) ?? .info,
            german: text(.pageNoticeGerman), english: text(.pageNoticeEnglish))
    }

    private func retention() -> RetentionPolicy {
        var policy = RetentionPolicy()
        policy.visitors = duration(.visitorRetention)
        policy.accounts = duration(.accountRetention)
        return policy
    }

    private func limits() -> ServerLimits {
        var limits = ServerLimits()
        limits.questionCharacters = integer(.questionCharacters)
        limits.bodyBytes = integer(.bodyBytes)
        limits.headerBytes = integer(.headerBytes)
        limits.headerFields = integer(.headerFields)
        limits.historyMessages = integer(.historyMessages)
        limits.connections = integer(.connections)
        limits.streamsPerClient = integer(.streamsPerClient)
        limits.conversationsPerMinute = integer(.conversationsPerMinute)
        limits.idleTimeout = duration(.idleTimeout)
        limits.bodyTimeout = duration(.bodyTimeout)
        return limits
    }

    private mutating func tls() -> ChatServerConfiguration.TLSFiles? {
        switch (text(.tlsCertificateFile), text(.tlsKeyFile)) {
        case (let chain?, let key?): return .init(certificateChain: chain, privateKey: key)
        case (_?, nil): problem(.tlsCertificateFile, "A certificate needs its key: set tls.keyFile too.")
        case (nil, _?): problem(.tlsKeyFile, "A key needs its certificate: set tls.certificateFile too.")
        case (nil, nil): break
        }
        return nil
    }

    private mutating func origins() -> [String] {
        list(.allowedOrigins).filter { origin in
            let rest = origin.drop { $0 != ":" }
            let isOrigin =
                (origin.hasPrefix("https://") || origin.hasPrefix("http://"))
                && !rest.dropFirst(3).isEmpty && !rest.dropFirst(3).contains("/") && !origin.contains("*")
            if !isOrigin {
                problem(.allowedOrigins, "“\(origin)” is no origin; write https://host or https://host:port, no path.")
            }
            return isOrigin
        }
    }

    private mutating func proxies() -> [AddressRange] {
        list(.trustedProxies).compactMap { text in
            let range = AddressRange(text)
            if range == nil {
                problem(.trustedProxies, "“\(text)” is no address or range; write 192.0.2.7 or 10.0.0.0/8.")
            }
            return range
        }
    }
}
