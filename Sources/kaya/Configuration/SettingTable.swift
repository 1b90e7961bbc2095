internal import Configuration
internal import LanguageModels

/// The value of every setting and where it came from: the command line over the environment over the file over the
/// key's own default.
struct SettingTable: Sendable {
    struct Row: Sendable {
        let name: SettingName
        /// `nil` where there is none.
        let value: SettingValue?
        /// As it was written; secrets masked.
        let text: String
        let origin: SettingOrigin
    }

    /// In the order of the keys.
    private(set) var rows: [Row] = []
    /// How many model servers have a setting.
    private(set) var servers = 0
    private(set) var problems: [ConfigurationProblem] = []
    private var index: [SettingName: Int] = [:]

    init(_ sources: ConfigurationSources) {
        let layers = ConfigurationLayer.all(sources)
        problems = sources.file?.problems ?? []
        for layer in layers { problems += layer.unknown }
        servers = layers.flatMap(\.names).filter(\.key.isPerModel).map(\.server).max() ?? 0
        for name in SettingName.all(servers: servers) { add(name, layers) }
    }

    private mutating func add(_ name: SettingName, _ layers: [ConfigurationLayer]) {
        let definition = name.key.definition
        var text = definition.standard
        var origin = SettingOrigin.standard
        for layer in layers {
            guard let found = layer.text(name) else { continue }
            (text, origin) = found
            break
        }
        let value = text.isEmpty ? nil : definition.kind.read(text)
        let shown = definition.kind.isSecret && !text.isEmpty ? Secret.mask : text
        if value == nil, !text.isEmpty {
            let said = definition.kind.isSecret ? "" : "“\(shown.prefix(80))” is not allowed; "
            problems.append(
                ConfigurationProblem(key: name.path, origin: origin, message: said + definition.kind.rule + "."))
        }
        index[name] = rows.count
        rows.append(Row(name: name, value: value, text: shown, origin: origin))
    }

    subscript(_ name: SettingName) -> Row? { index[name].map { rows[$0] } }

    /// Whether somebody set it.
    func isSet(_ key: ConfigurationKey, server: Int = 1) -> Bool {
        self[SettingName(key, server: server)].map { $0.origin != .standard } ?? false
    }
}
