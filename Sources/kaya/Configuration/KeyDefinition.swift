/// What a key means: its kind, the value it has when nobody sets it, and what it does.
struct KeyDefinition: Sendable {
    let kind: SettingKind
    /// As one would write it; empty where there is none.
    let standard: String
    /// What it does and what happens at its bound.
    let help: String

    init(_ kind: SettingKind, _ standard: String, _ help: String) {
        self.kind = kind
        self.standard = standard
        self.help = help
    }

    static let all: [ConfigurationKey: KeyDefinition] =
        server
        .merging(models) { first, _ in first }
        .merging(resilience) { first, _ in first }
        .merging(identity) { first, _ in first }
        .merging(turns) { first, _ in first }
        .merging(limits) { first, _ in first }
}

extension ConfigurationKey {
    /// What the key means.
    var definition: KeyDefinition {
        guard let definition = KeyDefinition.all[self] else {
            preconditionFailure("\(rawValue) has no definition")
        }
        return definition
    }
}
