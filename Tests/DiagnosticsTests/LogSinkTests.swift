import Diagnostics
import Foundation
import Logging
import Testing

@Suite("Writing log lines")
struct LogSinkTests {
    @Test("Lines reach a descriptor in order and whole")
    func descriptor() throws {
        let pipe = Pipe()
        let sink = LogSink.fileDescriptor(pipe.fileHandleForWriting.fileDescriptor)
        let logger = Logger(label: "l") { JSONLogHandler(label: $0, now: { LogTime(milliseconds: 0) }, to: sink) }
        logger.info("a")
        logger.info("b")
        try pipe.fileHandleForWriting.close()
        let text = String(decoding: try #require(try pipe.fileHandleForReading.readToEnd()), as: UTF8.self)
        #expect(text.split(separator: "\n").map { $0.contains("\"message\":\"a\"") } == [true, false])
    }

    @Test("A line that cannot be written is counted and does no harm")
    func dropped() {
        let dropped = Counter()
        let sink = LogSink.fileDescriptor(-1, dropped: dropped)
        Logger(label: "l") { _ in TerminalLogHandler(isColoured: false, to: sink) }.info("a")
        #expect(dropped.value == 1)
    }
}
