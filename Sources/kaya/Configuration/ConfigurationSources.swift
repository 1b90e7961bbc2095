/// Everything that may say how Kaya is to run.
struct ConfigurationSources: Sendable {
    /// A setting from the command line.
    struct Argument: Hashable, Sendable {
        /// The option as it was written: `--port`, `--set`.
        let option: String
        let path: String
        let value: String
    }

    /// Later ones win over earlier ones.
    var arguments: [Argument] = []
    var environment: [String: String] = [:]
    var file: ConfigurationFile?
}
