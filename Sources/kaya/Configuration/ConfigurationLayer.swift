internal import Configuration

/// One source of settings, as a provider, with what it holds and what it holds in vain.
struct ConfigurationLayer: Sendable {
    let provider: any ConfigProvider
    /// The settings that it may have.
    let names: [SettingName]
    /// What nobody reads.
    let unknown: [ConfigurationProblem]
    private let origin: @Sendable (SettingName) -> SettingOrigin

    /// The highest number of a model server.
    private static let maximumServers = 16

    /// All sources, the strongest first.
    static func all(_ sources: ConfigurationSources) -> [ConfigurationLayer] {
        [commandLine(sources.arguments), environment(sources.environment)]
            + (sources.file.map { [file($0)] } ?? [])
    }

    /// The value of a setting here and where it stands.
    func text(_ name: SettingName) -> (String, SettingOrigin)? {
        // The provider holds texts and is asked for texts, so it has nothing to convert and does not throw.
        guard let found = try? provider.value(forKey: Self.key(name), type: .string).value,
            case .string(let text) = found.content, !text.isEmpty
        else { return nil }
        return (text, origin(name))
    }

    private static func commandLine(_ arguments: [ConfigurationSources.Argument]) -> ConfigurationLayer {
        let last = Dictionary(arguments.map { ($0.path, $0) }) { _, later in later }
        return inMemory(
            "command line",
            last.mapValues { ($0.value, SettingOrigin.commandLine(option: $0.option)) })
    }

    private static func file(_ file: ConfigurationFile) -> ConfigurationLayer {
        let entries = file.entries.map { entry in
            (entry.path, (entry.value, SettingOrigin.file(path: file.name, line: entry.line)))
        }
        return inMemory(file.name, Dictionary(entries) { first, _ in first })
    }

    private static func inMemory(_ name: String, _ settings: [String: (String, SettingOrigin)]) -> ConfigurationLayer {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        var origins: [SettingName: SettingOrigin] = [:]
        var unknown: [ConfigurationProblem] = []
        for (path, (value, origin)) in settings.sorted(by: { $0.key < $1.key }) {
            guard let name = known[path] else {
                unknown.append(.unknown(path, origin: origin, among: Array(known.keys)))
                continue
            }
            values[key(name)] = ConfigValue(.string(value), isSecret: name.key.definition.kind.isSecret)
            origins[name] = origin
        }
        let found = origins
        return ConfigurationLayer(
            provider: InMemoryProvider(name: name, values: values), names: Array(origins.keys), unknown: unknown,
            origin: { found[$0] ?? .standard })
    }

    private static func environment(_ variables: [String: String]) -> ConfigurationLayer {
        let secrets = Set(variableNames.filter { $0.value.key.definition.kind.isSecret }.keys)
        let provider = EnvironmentVariablesProvider(
            environmentVariables: variables, secretsSpecifier: .specific(secrets))
        let ours = variables.keys.filter { $0.hasPrefix("KAYA_") && $0 != ConfigurationLocation.variable }.sorted()
        let unknown = ours.filter { variableNames[$0] == nil }.map { name in
            ConfigurationProblem.unknown(name, origin: .environment(variable: name), among: Array(variableNames.keys))
        }
        return ConfigurationLayer(
            provider: provider.prefixKeys(with: ConfigKey(["kaya"])),
            names: ours.filter { variables[$0]?.isEmpty == false }.compactMap { variableNames[$0] },
            unknown: unknown, origin: { .environment(variable: $0.variable) })
    }

    private static func key(_ name: SettingName) -> AbsoluteConfigKey {
        AbsoluteConfigKey(name.path.split(separator: ".").map(String.init))
    }

    private static let known: [String: SettingName] = {
        var known = Dictionary(uniqueKeysWithValues: SettingName.all(servers: maximumServers).map { ($0.path, $0) })
        for key in ConfigurationKey.allCases {
            // The first server may be counted as well.
            if let path = key.modelPath { known["\(ConfigurationKey.modelPrefix)1.\(path)"] = SettingName(key) }
        }
        return known
    }()

    private static let variableNames = Dictionary(
        uniqueKeysWithValues: SettingName.all(servers: maximumServers).map { ($0.variable, $0) })
}

extension ConfigurationProblem {
    /// A name that nobody reads, with the one that was perhaps meant.
    fileprivate static func unknown(
        _ name: String, origin: SettingOrigin, among known: [String]
    ) -> ConfigurationProblem {
        let meant = NearestName.of(name, among: known.sorted())
        return ConfigurationProblem(
            key: name, origin: origin,
            message: "There is no such key." + (meant.map { " Did you mean \($0)?" } ?? ""))
    }
}
