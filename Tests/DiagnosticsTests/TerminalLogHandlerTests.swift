import Diagnostics
import Logging
import Testing

@Suite("Log lines for people")
struct TerminalLogHandlerTests {
    private let lines = LogLines()

    private func logger(isColoured: Bool) -> Logger {
        Logger(label: "kaya") { _ in
            TerminalLogHandler(
                isColoured: isColoured, now: { LogTime(milliseconds: 1_769_860_800_007) }, to: lines.sink)
        }
    }

    @Test("A line shows time, level, message and metadata")
    func plain() {
        logger(isColoured: false).info("turn ended", metadata: ["turn.id": "7Qm2", "why": "two words \"here\""])
        #expect(lines.last == "12:00:00.007Z info  turn ended turn.id=7Qm2 why=\"two words \\\"here\\\"\"\n")
    }

    @Test("Colours are only there when asked for")
    func colours() {
        logger(isColoured: true).error("x")
        #expect(lines.last == "\u{1B}[2m12:00:00.007Z\u{1B}[0m \u{1B}[31merror\u{1B}[0m x\n")
    }

    @Test("A message cannot begin a second line or send sequences to the terminal")
    func hazards() {
        logger(isColoured: false).info("a\nb\u{1B}[2J", metadata: ["k\r": "\u{9B}1m"])
        #expect(lines.last == "12:00:00.007Z info  a\\nb\\u001b[2J k\\r=\\u009b1m\n")
    }

    @Test("A line has at most 8 KiB")
    func bound() {
        let long = String(repeating: "é", count: 9000)
        logger(isColoured: true).info("\(long)", metadata: ["a": .string(long), "b": .string(long), "c": "x"])
        #expect(lines.all.last?.count ?? .max <= 8192)
        #expect(lines.last.hasSuffix("\n"))
        #expect(lines.last.contains("…"))
    }
}
