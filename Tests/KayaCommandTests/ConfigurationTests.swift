import Answering
import ChatServer
import Foundation
import LanguageModels
import Testing
import Turns

@testable import kaya

@Suite("Configuration")
struct ConfigurationTests {
    @Test("Without any setting the modules' own defaults hold")
    func standard() throws {
        let configuration = try KayaConfiguration(ConfigurationSources(), processors: 8)
        let server = configuration.server
        #expect(server.host == ChatServerConfiguration().host)
        #expect(server.port == ChatServerConfiguration().port)
        #expect(server.limits == ServerLimits())
        #expect(server.timing == StreamTiming())
        #expect(server.allowedOrigins.isEmpty && server.trustedProxies.isEmpty && server.metricsToken == nil)
        #expect(configuration.turns == TurnsConfiguration())
        #expect(configuration.answering == AnsweringConfiguration())
        #expect(configuration.prompt == PromptConfiguration())
        #expect(configuration.retry == RetryPolicy())
        #expect(configuration.breaker == CircuitBreakerConfiguration())
        #expect(configuration.models.isEmpty)
        #expect(configuration.eventLoops == 4)
        #expect(configuration.knowledge.indexPath == "data/knowledge.sqlite")
    }

    @Test("The command line wins over the environment, the environment over the file, the file over the default")
    func precedence() throws {
        let file = ConfigurationFile(name: "kaya.yaml", text: "port: 1\nhost: file\nturns:\n  grace: 1s\n")
        var sources = ConfigurationSources(file: file)
        #expect(try port(sources) == 1)
        sources.environment = ["KAYA_PORT": "2", "KAYA_TURNS_GRACE": "2s"]
        #expect(try port(sources) == 2)
        sources.arguments = [.init(option: "--port", path: "port", value: "3")]
        let configuration = try KayaConfiguration(sources)
        #expect(configuration.server.port == 3)
        #expect(configuration.server.host == "file")
        #expect(configuration.turns.grace == .seconds(2))
        #expect(configuration.settings[SettingName(.port)]?.origin == .commandLine(option: "--port"))
        #expect(configuration.settings[SettingName(.grace)]?.origin == .environment(variable: "KAYA_TURNS_GRACE"))
        #expect(configuration.settings[SettingName(.host)]?.origin == .file(path: "kaya.yaml", line: 2))
    }

    @Test("An empty variable is one that is not set")
    func emptyVariable() throws {
        let file = ConfigurationFile(name: "kaya.yaml", text: "port: 1")
        #expect(try port(ConfigurationSources(environment: ["KAYA_PORT": ""], file: file)) == 1)
    }

    @Test("Every key can be set in the environment and by --set", arguments: ConfigurationKey.allCases)
    func everyKey(_ key: ConfigurationKey) throws {
        let name = SettingName(key)
        let value = key.definition.standard.isEmpty ? Self.example(key) : key.definition.standard
        let inEnvironment = SettingTable(ConfigurationSources(environment: [name.variable: value]))
        #expect(inEnvironment.problems.isEmpty)
        #expect(inEnvironment[name]?.origin == .environment(variable: name.variable))
        let byOption = SettingTable(
            ConfigurationSources(arguments: [.init(option: "--set", path: name.path, value: value)]))
        #expect(byOption.problems.isEmpty)
        #expect(byOption[name]?.origin == .commandLine(option: "--set"))
    }

    @Test("Variables are spelt as people expect")
    func spelling() {
        #expect(SettingName(.modelBaseURL).variable == "KAYA_MODEL_BASE_URL")
        #expect(SettingName(.modelBaseURL, server: 2).variable == "KAYA_MODEL_2_BASE_URL")
        #expect(SettingName(.streamsPerClient).variable == "KAYA_LIMITS_STREAMS_PER_CLIENT")
        #expect(SettingName(.modelHTTP2).variable == "KAYA_MODEL_HTTP2")
        #expect(SettingName(.data).variable == "KAYA_DATA")
    }

    @Test("Everything wrong is named at once: the key, where it stands, what was there and what is allowed")
    func wrongValues() throws {
        let file = ConfigurationFile(
            name: "kaya.yaml", text: "port: eighty\nlimits:\n  streamsPerClient: 0\nlog:\n  level: loud\n")
        let error = failure(
            ConfigurationSources(environment: ["KAYA_TURNS_GRACE": "soon"], file: file))
        let text = "\(try #require(error))"
        #expect(error?.problems.count == 4)
        #expect(
            text.contains("port (kaya.yaml, line 1): “eighty” is not allowed; write a whole number from 0 to 65535."))
        #expect(text.contains("limits.streamsPerClient (kaya.yaml, line 3): “0” is not allowed"))
        #expect(text.contains("log.level (kaya.yaml, line 5): “loud” is not allowed; write one of trace, debug"))
        #expect(text.contains("turns.grace (KAYA_TURNS_GRACE): “soon” is not allowed; write a duration from 0ms to 1h"))
    }

    @Test("An unknown key is refused with the one that was perhaps meant")
    func unknownKeys() throws {
        let file = ConfigurationFile(name: "kaya.yaml", text: "modle:\n  name: x\nwhatever: 1\n")
        let error = failure(
            ConfigurationSources(
                arguments: [.init(option: "--set", path: "limits.streams", value: "1")],
                environment: ["KAYA_MODEL_BASEURL": "http://localhost", "PATH": "/bin"], file: file))
        let text = "\(try #require(error))"
        #expect(error?.problems.count == 4)
        #expect(text.contains("modle.name (kaya.yaml, line 2): There is no such key. Did you mean model.name?"))
        #expect(text.contains("KAYA_MODEL_BASEURL"))
        #expect(text.contains("Did you mean KAYA_MODEL_BASE_URL?"))
        #expect(text.contains("whatever (kaya.yaml, line 3): There is no such key."))
    }

    @Test(
        "A file that is no YAML, or says a thing twice, is refused",
        arguments: ["a: [", "- 1\n- 2", "port: 1\nport: 2"])
    func brokenFiles(_ text: String) {
        #expect(failure(ConfigurationSources(file: ConfigurationFile(name: "kaya.yaml", text: text))) != nil)
    }

    @Test("An empty file, and one of comments, set nothing", arguments: ["", "# nothing\n", "port:\n"])
    func emptyFiles(_ text: String) throws {
        #expect(try port(ConfigurationSources(file: ConfigurationFile(name: "kaya.yaml", text: text))) == 8_080)
    }

    @Test("JSON is YAML too")
    func json() throws {
        let file = ConfigurationFile(name: "kaya.json", text: #"{"port": 99, "allowedOrigins": ["https://a.example"]}"#)
        let configuration = try KayaConfiguration(ConfigurationSources(file: file))
        #expect(configuration.server.port == 99)
        #expect(configuration.server.allowedOrigins == ["https://a.example"])
    }

    @Test("A certificate without its key, and origins with a path, are refused")
    func halfThings() throws {
        let text = "\(try #require(failure(["KAYA_TLS_CERTIFICATE_FILE": "a.pem"])))"
        #expect(text.contains("tls.certificateFile (KAYA_TLS_CERTIFICATE_FILE): A certificate needs its key"))
        #expect(failure(["KAYA_ALLOWED_ORIGINS": "https://a.example/path"]) != nil)
        #expect(failure(["KAYA_ALLOWED_ORIGINS": "*"]) != nil)
        #expect(failure(["KAYA_TRUSTED_PROXIES": "10.0.0.0/8, nonsense"]) != nil)
        #expect(failure(["KAYA_QUOTING_FALLBACK": "false"]) != nil)
    }
}

extension ConfigurationTests {
    private func port(_ sources: ConfigurationSources) throws -> Int {
        try KayaConfiguration(sources).server.port
    }

    private func failure(_ environment: [String: String]) -> ConfigurationError? {
        failure(ConfigurationSources(environment: environment))
    }

    private func failure(_ sources: ConfigurationSources) -> ConfigurationError? {
        do {
            _ = try KayaConfiguration(sources)
            return nil
        } catch {
            return error as? ConfigurationError
        }
    }

    private static func example(_ key: ConfigurationKey) -> String {
        switch key.definition.kind {
        case .number(let range): "\(range.upperBound)"
        case .integer(let range): "\(range.upperBound)"
        default: "x"
        }
    }
}
