internal import LanguageModels

/// Reads typed values out of a table, and collects what is wrong between them.
///
/// A value that the table could not read reads as the key's default: its problem is already noted.
struct SettingReading {
    let table: SettingTable
    private(set) var problems: [ConfigurationProblem] = []
    private(set) var remarks: [String] = []

    init(_ table: SettingTable) {
        self.table = table
    }

    func text(_ key: ConfigurationKey, server: Int = 1) -> String? {
        if case .text(let text) = value(key, server) { text } else { nil }
    }

    func secret(_ key: ConfigurationKey, server: Int = 1) -> Secret? {
        if case .secret(let secret) = value(key, server) { secret } else { nil }
    }

    func list(_ key: ConfigurationKey) -> [String] {
        if case .list(let texts) = value(key, 1) { texts } else { [] }
    }

    func flag(_ key: ConfigurationKey, server: Int = 1) -> Bool {
        if case .flag(let flag) = value(key, server) { flag } else { false }
    }

    func integer(_ key: ConfigurationKey, server: Int = 1) -> Int {
        optionalInteger(key, server: server) ?? 0
    }

    func optionalInteger(_ key: ConfigurationKey, server: Int = 1) -> Int? {
        if case .integer(let number) = value(key, server) { number } else { nil }
    }

    func number(_ key: ConfigurationKey, server: Int = 1) -> Double? {
        if case .number(let number) = value(key, server) { number } else { nil }
    }

    func duration(_ key: ConfigurationKey, server: Int = 1) -> Duration {
        if case .duration(let duration) = value(key, server) { duration } else { .zero }
    }

    /// Notes that a value is wrong in a way its kind cannot tell.
    mutating func problem(_ key: ConfigurationKey, server: Int = 1, _ message: String) {
        let name = SettingName(key, server: server)
        problems.append(
            ConfigurationProblem(key: name.path, origin: table[name]?.origin ?? .standard, message: message))
    }

    /// Notes something worth a line at start-up.
    mutating func remark(_ text: String) {
        remarks.append(text)
    }

    private func value(_ key: ConfigurationKey, _ server: Int) -> SettingValue? {
        table[SettingName(key, server: server)]?.value
    }
}
