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

    @Test("A reader that has gone costs lines, and nothing else")
    func dropped() throws {
        signal(SIGPIPE, SIG_IGN)
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let sink = LogSink.fileDescriptor(pipe.fileHandleForWriting.fileDescriptor)
        Logger(label: "l") { _ in TerminalLogHandler(isColoured: false, to: sink) }.info("a")
        #expect(errno == EPIPE)
    }
}
