internal import ArgumentParser
internal import Foundation

/// The options that every command has which reads the configuration.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration file. (default: kaya.yaml, if it is there)", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The folder of the index.", valueName: "dir"))
    var data: String?

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("Any setting, as key=value; see kaya configuration.", valueName: "key=value"))
    var settings: [String] = []

    func validate() throws {
        for setting in settings where !setting.contains("=") {
            throw ValidationError("--set \(setting): write key=value")
        }
    }

    /// What this and further options, the environment and the file say.
    ///
    /// - Throws: ``ConfigurationError``.
    func sources(_ further: [ConfigurationSources.Argument] = []) throws -> ConfigurationSources {
        var arguments = settings.map { setting in
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return ConfigurationSources.Argument(
                option: "--set", path: String(parts[0]), value: String(parts[1]))
        }
        if let data { arguments.append(.init(option: "--data", path: ConfigurationKey.data.rawValue, value: data)) }
        let environment = ProcessInfo.processInfo.environment
        return ConfigurationSources(
            arguments: arguments + further, environment: environment,
            file: try ConfigurationLocation.load(option: config, environment: environment))
    }

    /// The configuration; what is wrong with it goes to standard error.
    ///
    /// - Throws: `ExitCode` 78.
    func load(_ further: [ConfigurationSources.Argument] = []) throws -> KayaConfiguration {
        do {
            return try KayaConfiguration(
                try sources(further), processors: ProcessInfo.processInfo.activeProcessorCount)
        } catch let error as ConfigurationError {
            Console.error.line("\(error)\nAll keys: kaya configuration, or docs/configuration.md")
            throw ExitStatus.configuration
        }
    }
}
