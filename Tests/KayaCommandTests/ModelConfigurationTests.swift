import ChatServer
import Foundation
import LanguageModels
import Testing

@testable import kaya

@Suite("Model servers in the configuration")
struct ModelConfigurationTests {
    private static let list = """
        models:
          - label: main
            baseURL: https://models.example.org/v1
            name: big
            apiKey: sk-secret-in-the-file
            idleTimeout: 5s
          - label: spare
            baseURL: http://127.0.0.1:11434
            name: small
        """

    @Test("A list is an order of preference")
    func list() throws {
        let models = try configuration(file: Self.list).models
        #expect(models.map(\.model.identity.label) == ["main", "spare"])
        #expect(models.map(\.model.identity.model) == ["big", "small"])
        #expect(models[0].model.key?.reveal() == "sk-secret-in-the-file")
        #expect(models[0].model.timeouts.idle == .seconds(5))
        #expect(models[1].model.key == nil)
        #expect(models[1].model.timeouts == ModelTimeouts())
        #expect(models[1].model.url.transportURL.port == 11_434)
    }

    @Test("The environment counts its model servers, and wins one by one")
    func numbered() throws {
        let environment = [
            "KAYA_MODEL_NAME": "bigger", "KAYA_MODEL_3_BASE_URL": "http://localhost:1", "KAYA_MODEL_3_NAME": "third",
        ]
        let models = try configuration(file: Self.list, environment).models
        #expect(models.map(\.model.identity.model) == ["bigger", "small", "third"])
    }

    @Test("A gap in the numbers is refused")
    func gap() throws {
        let error = try #require(
            failure(["KAYA_MODEL_3_BASE_URL": "http://localhost:1", "KAYA_MODEL_3_NAME": "third"]))
        #expect("\(error)".contains("KAYA_MODEL_2_BASE_URL"))
    }

    @Test("Two servers cannot have one label, nor the one that quoting has", arguments: ["main", "quoting", "a b"])
    func labels(_ label: String) {
        #expect(failure(["KAYA_MODEL_2_LABEL": label], file: Self.list) != nil)
    }

    @Test("OPENAI_API_KEY alone means OpenAI and its small model, and says so")
    func openAIKey() throws {
        let configuration = try configuration(["OPENAI_API_KEY": "sk-openai"])
        let model = try #require(configuration.models.first?.model)
        #expect(model.url.transportURL.host == "api.openai.com")
        #expect(model.identity.model == "gpt-4o-mini")
        #expect(model.key?.reveal() == "sk-openai")
        #expect(configuration.remarks.contains { $0.contains("https://api.openai.com/v1") })
        #expect(!configuration.remarks.contains { $0.contains("sk-openai") })
    }

    @Test(
        "A kept answer is another model's once the model, its server or how it samples is another",
        arguments: [
            "KAYA_MODEL_BASE_URL": "http://localhost:10/v1", "KAYA_MODEL_NAME": "n", "KAYA_MODEL_TEMPERATURE": "0.5",
            "KAYA_MODEL_MAX_TOKENS": "100",
        ])
    func answersAs(variable: String, value: String) throws {
        var environment = ["KAYA_MODEL_BASE_URL": "http://localhost:9/v1", "KAYA_MODEL_NAME": "m"]
        let before = try #require(try configuration(environment).models.first).answersAs
        environment["KAYA_MODEL_LABEL"] = "other"
        #expect(try configuration(environment).models.first?.answersAs == before)
        environment[variable] = value
        #expect(try configuration(environment).models.first?.answersAs != before)
    }

    @Test("OPENAI_BASE_URL gives the server when Kaya's own variable does not")
    func openAIBaseURL() throws {
        let environment = [
            "OPENAI_API_KEY": "sk-openai", "OPENAI_BASE_URL": "http://localhost:9/v1", "KAYA_MODEL_NAME": "m",
        ]
        let model = try #require(try configuration(environment).models.first?.model)
        #expect(model.url.transportURL.port == 9)
        #expect(model.key?.reveal() == "sk-openai")
    }

    @Test("A key for OpenAI is not sent to a server of Kaya's own configuration")
    func foreignKey() throws {
        let environment = [
            "OPENAI_API_KEY": "sk-openai", "KAYA_MODEL_BASE_URL": "https://models.example.org/v1",
            "KAYA_MODEL_NAME": "m",
        ]
        #expect(try configuration(environment).models.first?.model.key == nil)
    }

    @Test("A key comes from a file, without the line ending around it")
    func keyFile() throws {
        let environment = [
            "KAYA_MODEL_BASE_URL": "https://models.example.org/v1", "KAYA_MODEL_NAME": "m",
            "KAYA_MODEL_API_KEY_FILE": "/run/key",
        ]
        let configuration = try KayaConfiguration(ConfigurationSources(environment: environment)) { path in
            #expect(path == "/run/key")
            return "sk-file"
        }
        #expect(configuration.models.first?.model.key?.reveal() == "sk-file")
        #expect(failure(environment.merging(["KAYA_MODEL_API_KEY": "x"]) { first, _ in first }) != nil)
    }

    @Test("An address that is none, a missing name and settings without an address are refused")
    func incomplete() throws {
        #expect(failure(["KAYA_MODEL_BASE_URL": "ftp://x", "KAYA_MODEL_NAME": "m"]) != nil)
        let unnamed = try #require(failure(["KAYA_MODEL_BASE_URL": "http://localhost:1"]))
        #expect("\(unnamed)".contains("KAYA_MODEL_NAME"))
        let nowhere = try #require(failure(["KAYA_MODEL_NAME": "m"]))
        #expect("\(nowhere)".contains("KAYA_MODEL_BASE_URL"))
    }

    @Test("A proxy needs async-http-client, and is taken from where programs look for one")
    func proxies() throws {
        var environment = [
            "KAYA_MODEL_BASE_URL": "https://models.example.org/v1", "KAYA_MODEL_NAME": "m",
            "HTTPS_PROXY": "http://user:password@proxy.example:3128",
        ]
        let proxied = try #require(try configuration(environment).models.first)
        guard case .asyncHTTPClient(let proxy?) = proxied.transport else {
            return #expect(Bool(false), "\(proxied.transport)")
        }
        #expect(proxy.host == "proxy.example")
        environment["KAYA_MODEL_PROXY"] = "none"
        #expect(try configuration(environment).models.first?.transport == .direct)
        environment["KAYA_MODEL_PROXY"] = "http://other:1"
        environment["KAYA_MODEL_TRANSPORT"] = "nio"
        #expect(failure(environment) != nil)
    }

    @Test("No secret is ever printed: not by description, reflection, dump, table, JSON or errors")
    func secrets() throws {
        let secrets = ["sk-secret-in-the-file", "sk-second", "metrics-secret"]
        let environment = [
            "KAYA_MODEL_2_API_KEY": "sk-second", "KAYA_METRICS_TOKEN": "metrics-secret",
        ]
        let configuration = try configuration(file: Self.list, environment)
        var dumped = ""
        dump(configuration, to: &dumped)
        dump(configuration.models, to: &dumped)
        dump(configuration.settings, to: &dumped)
        let table = ConfigurationTable(settings: configuration.settings)
        let texts = [
            "\(configuration)", String(reflecting: configuration), dumped, table.text, try table.json(),
            configuration.remarks.joined(),
            "\(try #require(failure(environment.merging(["KAYA_PORT": "x"]) { first, _ in first }, file: Self.list)))",
        ]
        for text in texts {
            for secret in secrets { #expect(!text.contains(secret)) }
        }
        #expect(table.text.contains("•••"))
        #expect(configuration.server.metricsToken == "metrics-secret")
    }
}

extension ModelConfigurationTests {
    private func configuration(
        file: String? = nil, _ environment: [String: String] = [:]
    ) throws -> KayaConfiguration {
        try KayaConfiguration(
            ConfigurationSources(
                environment: environment, file: file.map { ConfigurationFile(name: "kaya.yaml", text: $0) }))
    }

    private func failure(_ environment: [String: String], file: String? = nil) -> ConfigurationError? {
        do {
            _ = try configuration(file: file, environment)
            return nil
        } catch {
            return error as? ConfigurationError
        }
    }
}
