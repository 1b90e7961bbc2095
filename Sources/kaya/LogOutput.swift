internal import Diagnostics
internal import Foundation
internal import Logging

/// Where log lines go and what they look like.
enum LogOutput {
    /// The program's logger: JSON lines, or on a terminal lines to be read, on standard error.
    static func logger(_ configuration: LogConfiguration) -> Logger {
        let isTerminal = isatty(STDERR_FILENO) == 1
        let wantsTerminal = configuration.format == .terminal || configuration.format == .auto && isTerminal
        return Logger(label: "kaya") { label -> any LogHandler in
            guard wantsTerminal else { return JSONLogHandler(label: label, level: configuration.level) }
            return TerminalLogHandler(level: configuration.level, isColoured: isTerminal)
        }
    }
}
