import ChatClient
import Dialogue
import Foundation
import Testing

@testable import kaya

@Suite("Showing an answer")
struct AnswerPrinterTests {
    private static let options = AnswerPrinter.Options(showsSources: true, showsStates: true)

    @Test("On a terminal, states stand below the words, and remarks wait until no line is written anew")
    func terminal() throws {
        let terminal = try PseudoTerminal(width: 30, height: 10)
        var printer = printer(on: terminal)
        #expect(printer.isRedrawn)
        printer.show(.status(.thinking))
        expect(terminal, shows: "Thinking …")
        printer.show(.text("**Hal"))
        expect(terminal, shows: "\r\u{1B}[K\u{1B}[1mHal\u{1B}[0m\r\n")
        printer.show(.notice(.notSaved, text: nil))
        printer.show(.reconnecting(after: .milliseconds(1_500)))
        expect(terminal, shows: "The connection is lost; tryin")
        printer.show(.text("lo** [1]."))
        expect(terminal, shows: "\r\u{1B}[K\u{1B}[1A\u{1B}[1mHallo\u{1B}[0m [1].\r\n")
        let source = Source(number: 1, title: "Kfz", document: "kfz.md")
        printer.show(.sources([source]))
        printer.show(.finished(ChatAnswer(text: "**Hallo** [1].", finish: .length)))
        expect(
            terminal,
            shows: """
                (This answer could not be stored yet.)\n(The answer was ended by a limit on its length.)\n
                [1] Kfz — kfz.md\n
                """)
    }

    @Test("A failure leaves all words that came, and the cursor on a line of its own")
    func failure() throws {
        let terminal = try PseudoTerminal(width: 30, height: 10)
        var printer = printer(on: terminal)
        printer.show(.text("Hallo **"))
        printer.show(.reconnecting(after: .milliseconds(500)))
        printer.end()
        let state = "The connection is lost; tryin"
        expect(terminal, shows: "Hallo\r\n\(state)\r\u{1B}[K\u{1B}[1AHallo **\r\n")
    }

    @Test("When the window changes its size, the open lines fit it with the next words")
    func resized() throws {
        let terminal = try PseudoTerminal(width: 30, height: 10)
        var printer = printer(on: terminal)
        printer.show(.text("eins zwei drei"))
        expect(terminal, shows: "eins zwei drei\r\n")
        terminal.resize(width: 10, height: 10)
        printer.show(.text("."))
        expect(terminal, shows: "\u{1B}[2A\u{1B}[Jeins zwei\r\ndrei\r\n\u{1B}[1Adrei.\r\n")
    }

    @Test("Into a pipe, words go as they come; a program gets the Markdown")
    func pipe() throws {
        let (output, errors) = (Pipe(), Pipe())
        var printer = AnswerPrinter(
            Self.options, output: Console(descriptor: output.fileHandleForWriting.fileDescriptor),
            error: Console(descriptor: errors.fileHandleForWriting.fileDescriptor), environment: ["TERM": "xterm"])
        printer.show(.text("**Hal"))
        #expect(output.fileHandleForReading.availableData == Data("**Hal".utf8))
        printer.show(.text("lo**\u{7}"))
        printer.show(.finished(ChatAnswer(text: "**Hallo**\u{7}")))
        #expect(output.fileHandleForReading.availableData == Data("lo**\u{7}\n".utf8))
    }

    @Test("A window that does not say its size has the one of COLUMNS and LINES, or 80 by 24")
    func windowSize() {
        let none = Console(descriptor: -1)
        #expect(
            WindowSize(of: none, environment: ["COLUMNS": "50", "LINES": "9"]) == WindowSize(width: 50, height: 9))
        #expect(
            WindowSize(of: none, environment: ["COLUMNS": "-1", "LINES": "x"]) == WindowSize(width: 80, height: 24))
    }

    private func expect(
        _ terminal: PseudoTerminal, shows text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(terminal.written(text.utf8.count) == text, sourceLocation: sourceLocation)
    }

    private func printer(on terminal: PseudoTerminal) -> AnswerPrinter {
        AnswerPrinter(
            Self.options, output: terminal.console, error: terminal.console,
            environment: ["TERM": "xterm", "NO_COLOR": "1"])
    }
}
