internal import Foundation

/// Finds the configuration file.
enum ConfigurationLocation {
    /// The environment variable that names it.
    static let variable = "KAYA_CONFIG"
    /// The file that is read when nobody names one.
    static let standard = "kaya.yaml"

    /// Reads the named file, or the standard one if it is there.
    ///
    /// - Throws: ``ConfigurationError`` when a file that was named, or is there, cannot be read.
    static func load(option: String?, environment: [String: String]) throws -> ConfigurationFile? {
        let named = option ?? environment[variable].flatMap { $0.isEmpty ? nil : $0 }
        guard named != nil || FileManager.default.fileExists(atPath: standard) else { return nil }
        let path = named ?? standard
        do {
            return ConfigurationFile(name: path, text: try String(contentsOfFile: path, encoding: .utf8))
        } catch {
            let origin: SettingOrigin =
                option != nil ? .commandLine(option: "--config") : .environment(variable: variable)
            throw ConfigurationError(problems: [
                ConfigurationProblem(
                    key: path, origin: named == nil ? .standard : origin, message: "The file cannot be read.")
            ])
        }
    }
}
