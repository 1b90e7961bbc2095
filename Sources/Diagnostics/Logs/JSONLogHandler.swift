package import Logging

/// Writes every log event as one JSON object on one line.
///
/// ```json
/// {"time":"2026-01-31T12:00:00.000Z","level":"info","logger":"kaya","message":"turn ended","turn.id":"…"}
/// ```
/// Metadata become fields with dotted keys, numbers stay numbers. Nothing in a message can begin a second line or reach
/// a terminal: controls, line separators and marks of direction are escaped. A line has at most 8 KiB; what does not
/// fit is left out and the field `cut` says so.
package struct JSONLogHandler: LogHandler {
    private static let reserved: Set = ["time", "level", "logger", "message", "error", "error.type", "cut"]

    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let sink: LogSink
    private let now: @Sendable () -> LogTime

    /// - Parameters:
    ///   - label: The logger's name.
    ///   - now: The wall clock.
    ///   - sink: Where lines go.
    package init(
        label: String,
        level: Logger.Level = .info,
        metadataProvider: Logger.MetadataProvider? = nil,
        now: @escaping @Sendable () -> LogTime = LogTime.now,
        to sink: LogSink = .standardError
    ) {
        self.label = label
        self.logLevel = level
        self.metadataProvider = metadataProvider
        self.now = now
        self.sink = sink
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var line = JSONLine()
        line.field("time", now().iso8601)
        line.field("level", event.level.rawValue)
        line.field("logger", label)
        line.field("message", event.message.description)
        if let error = event.error {
            line.field("error", String(describing: error))
            line.field("error.type", String(describing: type(of: error)))
        }
        for (key, value) in event.merged(with: self) {
            line.field(Self.reserved.contains(key) ? "metadata." + key : key, value)
        }
        sink(line.finish())
    }
}
