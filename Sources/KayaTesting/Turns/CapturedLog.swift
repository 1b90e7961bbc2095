package import Logging

/// A log that a test reads.
package struct CapturedLog: LogHandler {
    /// One line.
    package struct Line: Sendable {
        package let level: Logger.Level
        package let message: String
        package let metadata: Logger.Metadata

        /// A field's value as text.
        package func field(_ name: String) -> String? {
            metadata[name].map { "\($0)" }
        }
    }

    /// The lines, as they come.
    package let lines = Arrivals<Line>()
    package var logLevel = Logger.Level.trace
    package var metadata: Logger.Metadata = [:]
    private let lowest: Logger.Level

    /// A log of the lines at `lowest` and above.
    package init(lowest: Logger.Level = .info) {
        self.lowest = lowest
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// A logger that writes here.
    package var logger: Logger { Logger(label: "test") { _ in self } }

    package func log(event: LogEvent) {
        guard event.level >= lowest else { return }
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        lines.put(Line(level: event.level, message: event.message.description, metadata: all))
    }
}
