internal import Logging

/// What is logged and how it looks.
struct LogConfiguration: Sendable, Hashable {
    enum Format: String, Sendable {
        /// For people on a terminal, else JSON.
        case auto
        case json
        case terminal
    }

    var level: Logger.Level = .info
    var format: Format = .auto
}
