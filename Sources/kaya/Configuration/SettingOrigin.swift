/// Where a value came from.
enum SettingOrigin: Hashable, Sendable, CustomStringConvertible {
    case commandLine(option: String)
    case environment(variable: String)
    case file(path: String, line: Int)
    case standard

    var description: String {
        switch self {
        case .commandLine(let option): option
        case .environment(let variable): variable
        case .file(let path, let line): line > 0 ? "\(path), line \(line)" : path
        case .standard: "default"
        }
    }
}
