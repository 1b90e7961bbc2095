internal import ArgumentParser

/// `kaya configuration`: every setting with its value.
struct PrintConfiguration: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "configuration",
        abstract: "Print every setting, its value, and where the value comes from.",
        discussion: """
            A setting is looked for on the command line, in the environment, in kaya.yaml, and else has its default. Keys are \
            paths in kaya.yaml; the environment variable of model.baseURL is KAYA_MODEL_BASE_URL. Secrets are printed as •••.

            EXAMPLES:
              kaya configuration
              KAYA_PORT=8081 kaya configuration --json | jq '.port'
              kaya configuration --config /etc/kaya/kaya.yaml && echo "nothing wrong"

            kaya.yaml, for two model servers in order of preference:
              port: 8080
              models:
                - label: main
                  baseURL: https://models.example.org/v1
                  name: some-model
                  apiKeyFile: /etc/kaya/key
                - label: spare
                  baseURL: http://127.0.0.1:11434/v1
                  name: small-model

            \(ExitStatus.help)
            """)

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: .hidden)
    var markdown = false

    func run() async throws {
        if markdown {
            for row in ConfigurationTable.markdown { Console.output.line(row) }
            return
        }
        let configuration = try options.load()
        let table = ConfigurationTable(settings: configuration.settings)
        Console.output.line(json ? try table.json() : table.text)
        for remark in configuration.remarks { Console.error.line("(\(remark))") }
    }
}
