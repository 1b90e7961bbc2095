internal import Foundation

/// The settings as people and scripts read them.
struct ConfigurationTable {
    let settings: SettingTable

    /// One line a setting: path, value, origin. Secrets are masked.
    var text: String {
        let rows = settings.rows
        let width = rows.map(\.name.path.count).max() ?? 0
        return rows.map { row in
            let padding = String(repeating: " ", count: width - row.name.path.count)
            let value = row.text.isEmpty ? "-" : row.text
            let origin = row.origin == .standard ? "" : "  (\(row.origin))"
            return "\(row.name.path)\(padding)  \(value)\(origin)"
        }.joined(separator: "\n")
    }

    /// One object: path → value and origin.
    func json() throws -> String {
        struct Value: Encodable {
            let value: String?
            let origin: String
            let variable: String
        }
        let values = settings.rows.map { row in
            (
                row.name.path,
                Value(
                    value: row.text.isEmpty ? nil : row.text, origin: row.origin.description,
                    variable: row.name.variable)
            )
        }
        return try JSONText.encode(Dictionary(uniqueKeysWithValues: values))
    }

    /// The rows of the table in `docs/configuration.md`.
    static var markdown: [String] {
        ConfigurationKey.allCases.map { key in
            let definition = key.definition
            let standard = definition.standard.isEmpty ? "–" : "`\(definition.standard)`"
            return "| `\(key.rawValue)` | `\(SettingName(key).variable)` | \(definition.kind.name) | \(standard) "
                + "| \(definition.help) |"
        }
    }
}
