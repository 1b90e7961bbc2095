package import Logging

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Writes log events as lines for people, with colours where a terminal shows them.
///
/// ```text
/// 12:00:00.000Z info  turn ended  turn.id=7Qm2 turn.outcome=complete
/// ```
/// The same bounds and escapes hold as for ``JSONLogHandler``.
package struct TerminalLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let isColoured: Bool
    private let sink: LogSink
    private let now: @Sendable () -> LogTime

    /// - Parameter isColoured: Whether to colour lines; ``isTerminal(_:)`` knows whether it makes sense.
    package init(
        level: Logger.Level = .info,
        isColoured: Bool,
        metadataProvider: Logger.MetadataProvider? = nil,
        now: @escaping @Sendable () -> LogTime = LogTime.now,
        to sink: LogSink = .standardError
    ) {
        self.logLevel = level
        self.isColoured = isColoured
        self.metadataProvider = metadataProvider
        self.now = now
        self.sink = sink
    }

    /// Whether a descriptor is a terminal; standard error if none is given.
    package static func isTerminal(_ descriptor: Int32 = STDERR_FILENO) -> Bool {
        isatty(descriptor) == 1
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var line = BoundedLine(reserve: 16)
        paint(.faint, &line) { $0.append(short: now().timeOfDay) }
        line.append(" ")
        paint(TerminalColour(event.level), &line) { $0.append(short: Self.name(of: event.level)) }
        line.append(" ")
        line.append(escaping: event.message.description, limit: 4096, isQuoted: false)
        if let error = event.error { append("error", String(describing: error), to: &line) }
        for (key, value) in event.merged(with: self) { append(key, "\(value)", to: &line) }
        line.append("\n")
        sink(line.bytes)
    }

    private func append(_ key: String, _ value: String, to line: inout BoundedLine) {
        guard line.room >= 256 else { return }
        line.append(" ")
        paint(.faint, &line) {
            $0.append(escaping: key, limit: 128, isQuoted: false)
            $0.append("=")
        }
        let isPlain = !value.isEmpty && !value.unicodeScalars.contains { $0 == " " || $0 == "\"" }
        if !isPlain { line.append("\"") }
        line.append(escaping: value, limit: 4096, isQuoted: !isPlain)
        if !isPlain { line.append("\"") }
    }

    private func paint(_ colour: TerminalColour, _ line: inout BoundedLine, _ text: (inout BoundedLine) -> Void) {
        if isColoured { line.append(colour.begin) }
        text(&line)
        if isColoured { line.append(TerminalColour.end) }
    }

    private static func name(of level: Logger.Level) -> String {
        level.rawValue + String(repeating: " ", count: max(0, 5 - level.rawValue.utf8.count))
    }
}
