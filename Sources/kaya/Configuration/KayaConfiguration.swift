internal import Answering
internal import ChatServer
internal import Identity
internal import LanguageModels
internal import Turns

/// Everything Kaya is told from outside, checked, as the modules' own structs.
///
/// It prints without secrets, however it is printed.
struct KayaConfiguration: Sendable {
    var turns = TurnsConfiguration()
    var answering = AnsweringConfiguration()
    /// How much a prompt may hold.
    var prompt = PromptConfiguration()
    /// In order of preference; empty when no model is configured.
    var models: [ModelServerConfiguration] = []
    /// When a model server is asked again. The time for that is each server's first-delta clock.
    var retry = RetryPolicy()
    /// The share of running calls that may be retries, and how many always may.
    var retryShare = 0.2
    var retryMinimum = 3
    var breaker = CircuitBreakerConfiguration()
    /// Whether Kaya quotes its documents when no model answers; always so when there is none.
    var quotesAsFallback = true
    var knowledge = KnowledgeConfiguration()
    var conversations = ConversationsConfiguration()
    /// Where the page is looked for; `nil` serves none.
    var page: PageSearch?
    var identity = IdentityConfiguration()
    var log = LogConfiguration()
    /// At least 1.
    var eventLoops = 1
    /// What is worth a line in the log at start-up: which defaults were taken from where. Without secrets.
    var remarks: [String] = []
    /// Every setting with its value and origin.
    let settings: SettingTable

    private var plainServer = ChatServerConfiguration()
    private var metricsToken: Secret?

    /// Where the server listens and what it allows. The only struct here that holds a secret in clear text.
    var server: ChatServerConfiguration {
        var server = plainServer
        server.metricsToken = metricsToken?.reveal()
        return server
    }

    /// Reads and checks all settings.
    ///
    /// - Parameters:
    ///   - processors: How many processors there are.
    ///   - readFile: Reads a small text file, such as one with a key.
    /// - Throws: ``ConfigurationError`` with everything that is wrong.
    init(
        _ sources: ConfigurationSources, processors: Int = 2, readFile: (String) throws -> String = SecretFile.read
    ) throws {
        settings = SettingTable(sources)
        var reading = SettingReading(settings)
        plainServer = reading.server()
        metricsToken = reading.secret(.metricsToken)
        turns = reading.turns()
        answering = reading.answering()
        prompt = reading.prompt()
        knowledge = KnowledgeConfiguration(
            isEnabled: reading.flag(.knowledgeEnabled), folder: reading.text(.data) ?? "")
        conversations = reading.conversations()
        page = reading.page()
        quotesAsFallback = reading.flag(.quotingFallback)
        identity = reading.identity()
        log = reading.log()
        let loops = reading.integer(.eventLoops)
        eventLoops = loops > 0 ? loops : max(1, processors / 2)
        retry = reading.retry()
        retryShare = reading.number(.retryShare) ?? retryShare
        retryMinimum = reading.integer(.retryMinimum)
        breaker = reading.breaker()
        models = reading.models(environment: sources.environment, readFile: readFile)
        remarks = reading.remarks
        if models.isEmpty, !quotesAsFallback {
            reading.problem(.quotingFallback, "Without a model server only quoting can answer; set model.baseURL.")
        }
        let problems = settings.problems + reading.problems
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
    }
}

extension KayaConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String {
        settings.rows.map { "\($0.name.path)=\($0.text)" }.joined(separator: " ")
    }

    var debugDescription: String { description }

    var customMirror: Mirror {
        Mirror(self, children: settings.rows.map { (label: $0.name.path, value: $0.text as Any) })
    }
}
