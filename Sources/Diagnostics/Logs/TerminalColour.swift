internal import Logging

/// The colours of log lines, as ECMA-48 sequences.
enum TerminalColour {
    case faint
    case plain
    case cyan
    case yellow
    case red

    init(_ level: Logger.Level) {
        switch level {
        case .trace, .debug: self = .faint
        case .info: self = .cyan
        case .notice: self = .plain
        case .warning: self = .yellow
        case .error, .critical: self = .red
        }
    }

    var begin: StaticString {
        switch self {
        case .faint: "\u{1B}[2m"
        case .plain: "\u{1B}[1m"
        case .cyan: "\u{1B}[36m"
        case .yellow: "\u{1B}[33m"
        case .red: "\u{1B}[31m"
        }
    }

    static var end: StaticString { "\u{1B}[0m" }
}
