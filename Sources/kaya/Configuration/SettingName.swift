/// A setting: a key, and for the keys of model servers which of them.
struct SettingName: Hashable, Sendable {
    let key: ConfigurationKey
    /// From 1, the preferred one; 1 for keys that no model server has.
    let server: Int

    init(_ key: ConfigurationKey, server: Int = 1) {
        self.key = key
        self.server = server
    }

    /// The path in `kaya.yaml` and after `--set`: `model.name`, `model.2.name`.
    var path: String {
        guard server > 1, let modelPath = key.modelPath else { return key.rawValue }
        return "\(ConfigurationKey.modelPrefix)\(server).\(modelPath)"
    }

    /// The environment variable: `KAYA_MODEL_2_BASE_URL`.
    var variable: String {
        var name = "KAYA_"
        var last: Character = "."
        for character in path {
            if character.isUppercase, last.isLowercase { name += "_" }
            name += character == "." ? "_" : character.uppercased()
            last = character
        }
        return name
    }

    /// All settings with this many model servers.
    static func all(servers: Int) -> [SettingName] {
        ConfigurationKey.allCases.flatMap { key in
            key.isPerModel ? (1...max(servers, 1)).map { SettingName(key, server: $0) } : [SettingName(key)]
        }
    }
}
