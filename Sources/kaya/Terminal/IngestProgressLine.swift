internal import SQLiteStorage

/// How far taking documents in is: one line on a terminal, a line every 500 files elsewhere.
struct IngestProgressLine: Sendable {
    private static let stride = 500
    private let isTerminal = Console.error.isTerminal

    /// Shows how far it is. Called from one thread at a time.
    func show(_ progress: IngestProgress) {
        if isTerminal {
            guard progress.done % 10 == 0 || progress.done == progress.total else { return }
            Console.error.writeRaw("\r\u{1B}[K\(progress.done) of \(progress.total) files")
        } else if progress.done % Self.stride == 0 {
            Console.error.line("\(progress.done) of \(progress.total) files")
        }
    }

    /// Takes the line away.
    func end() {
        if isTerminal { Console.error.writeRaw("\r\u{1B}[K") }
    }
}
