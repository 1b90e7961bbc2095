/// One thing that is wrong with the configuration. It never holds a secret's value.
struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
    /// The key, as it was written.
    let key: String
    /// Where it was written.
    let origin: SettingOrigin
    /// What is wrong and what is allowed.
    let message: String

    var description: String {
        origin == .standard ? "\(key): \(message)" : "\(key) (\(origin)): \(message)"
    }
}
