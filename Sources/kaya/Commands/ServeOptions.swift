internal import ArgumentParser

/// The settings of `kaya serve` that have an option of their own.
struct ServeOptions: ParsableArguments {
    @OptionGroup var configuration: ConfigurationOptions

    @Option(help: "The address to listen on; 0.0.0.0 for every network. (default: 127.0.0.1)")
    var host: String?

    @Option(help: "The port to listen on. (default: 8080)")
    var port: Int?

    @Option(help: ArgumentHelp("An OpenAI-compatible server, such as http://127.0.0.1:11434/v1.", valueName: "url"))
    var modelUrl: String?

    @Option(help: ArgumentHelp("The model's name on that server.", valueName: "name"))
    var modelName: String?

    @Option(
        help: ArgumentHelp(
            "A file with the server's key; a key itself is no option, others could see it.", valueName: "file"))
    var modelKeyFile: String?

    @Option(help: ArgumentHelp("The least severe lines that are logged.", valueName: "level"))
    var logLevel: String?

    /// The configuration; what is wrong with it goes to standard error.
    ///
    /// - Throws: `ExitCode` 78.
    func load() throws -> KayaConfiguration {
        let options: [(String, ConfigurationKey, String?)] = [
            ("--host", .host, host), ("--port", .port, port.map(String.init)),
            ("--model-url", .modelBaseURL, modelUrl), ("--model-name", .modelName, modelName),
            ("--model-key-file", .modelAPIKeyFile, modelKeyFile), ("--log-level", .logLevel, logLevel),
        ]
        return try configuration.load(
            options.compactMap { option, key, value in
                value.map { ConfigurationSources.Argument(option: option, path: key.rawValue, value: $0) }
            })
    }
}
