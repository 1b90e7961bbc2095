import Diagnostics
import Logging
import Synchronization

/// Keeps what a handler writes.
final class LogLines: Sendable {
    private let lines = Mutex<[[UInt8]]>([])

    var sink: LogSink {
        LogSink { line in self.lines.withLock { $0.append(line) } }
    }

    var all: [[UInt8]] { lines.withLock { $0 } }

    var last: String { String(decoding: all.last ?? [], as: UTF8.self) }
}
