import Markdown
import Testing

@testable import kaya

@Suite("An answer's words, in the form that was asked for")
struct AnswerTextTests {
    private static let window = WindowSize(width: 20, height: 10)

    @Test("As Markdown, words are written as they come, and the last line is ended")
    func markdown() {
        var words = AnswerText(.markdown)
        #expect(shown(words.append("**Hal")) == "**Hal")
        #expect(words.isLineOpen && !words.isDrawn)
        #expect(shown(words.append("lo** [1]")) == "lo** [1]")
        #expect(shown(words.finish()) == "\n")
        #expect(shown(words.finish()) == "" && !words.isLineOpen)
    }

    @Test("Without marks, the answer is written whole at its end, with addresses and the numbers of its sources")
    func plain() {
        var words = AnswerText(.plain)
        #expect(words.append("# Titel\n\n**Hallo** [1] [dort](https://a.example/) und *halb") == [])
        #expect(shown(words.finish()) == "Titel\n\nHallo [1] dort (https://a.example/) und *halb\n")
    }

    @Test("On a terminal, words are formatted before their marks are closed, and lines are written anew")
    func terminal() {
        var words = AnswerText(.terminal(.monochrome), window: Self.window)
        #expect(words.isRedrawn)
        #expect(shown(words.append("**Hal")) == "\u{1B}[1mHal\u{1B}[0m\r\n")
        #expect(shown(words.append("lo** [1].")) == "\u{1B}[1A\u{1B}[1mHallo\u{1B}[0m [1].\r\n")
        #expect(words.finish() == [])
    }

    @Test("What was held back is written at the end, however it came")
    func heldBack() {
        var words = AnswerText(.terminal(.monochrome), window: Self.window)
        #expect(shown(words.append("Ende ")) == "Ende\r\n")
        #expect(words.append("**") == [])
        #expect(shown(words.finish()) == "\u{1B}[1AEnde **\r\n")
        #expect(words.append("mehr") == [])
    }

    @Test("Without a cursor to move, blocks are written once they are settled")
    func settled() {
        var words = AnswerText(.terminal(.plain), window: Self.window)
        #expect(words.isDrawn && !words.isRedrawn)
        #expect(words.append("*eins*") == [])
        #expect(shown(words.append("\n\nzwei")) == "eins\n")
        #expect(shown(words.finish()) == "\nzwei\n")
    }

    @Test("Nothing in an answer can steer the terminal")
    func controls() {
        var words = AnswerText(.terminal(.plain), window: WindowSize())
        let written = words.append("\u{1B}[2Ja\u{7}\u{9B}b\r\u{202E}c") + words.finish()
        let scalars = String(decoding: written, as: UTF8.self).unicodeScalars
        #expect(
            !scalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}" })
    }

    @Test("Other words take the place of those on the screen; a longer answer goes on")
    func replaced() {
        var words = AnswerText(.terminal(.monochrome), window: Self.window)
        #expect(shown(words.append("alt\n\nalt")) == "alt\r\n\r\nalt\r\n")
        #expect(shown(words.replace(by: "alt\n\nalt, neu")) == "\u{1B}[1Aalt, neu\r\n")
        #expect(shown(words.replace(by: "*neu*")) == "\u{1B}[3A\u{1B}[J\u{1B}[3mneu\u{1B}[0m\r\n")
        #expect(words.text == "*neu*")
        var raw = AnswerText(.markdown)
        #expect(shown(raw.append("alt")) == "alt")
        #expect(shown(raw.replace(by: "alter")) == "er")
        #expect(shown(raw.replace(by: "neu")) == "\nneu")
    }

    @Test("A window of another size shows the open lines anew")
    func resized() {
        var words = AnswerText(.terminal(.monochrome), window: Self.window)
        #expect(shown(words.append("eins zwei drei")) == "eins zwei drei\r\n")
        #expect(words.fit(Self.window) == [])
        #expect(shown(words.fit(WindowSize(width: 10, height: 10))) == "\u{1B}[2A\u{1B}[Jeins zwei\r\ndrei\r\n")
    }

    @Test(
        "An answer that is not to stream is written at its end",
        arguments: [AnswerText.Form.markdown, .terminal(.plain)])
    func whole(_ form: AnswerText.Form) {
        var words = AnswerText(form, streams: false, window: Self.window)
        #expect(words.append("eins\n\nzwei") == [] && !words.isLineOpen)
        #expect(shown(words.finish()) == "eins\n\nzwei\n")
    }

    @Test("Words are formatted on a terminal, and elsewhere if that was asked for")
    func forms() {
        let environment = ["TERM": "xterm"]
        var piped = TerminalStyle.coloured
        piped.isInteractive = false
        #expect(AnswerFormat.auto.form(isTerminal: true, environment: environment) == .terminal(.coloured))
        #expect(AnswerFormat.auto.form(isTerminal: false, environment: environment) == .markdown)
        #expect(AnswerFormat.terminal.form(isTerminal: false, environment: environment) == .terminal(piped))
        #expect(AnswerFormat.plain.form(isTerminal: true, environment: environment) == .plain)
        #expect(AnswerFormat.markdown.form(isTerminal: true, environment: environment) == .markdown)
    }

    @Test(
        "NO_COLOR takes colours away, and a dumb terminal knows no escape code",
        arguments: [
            (["TERM": "xterm"], TerminalStyle.coloured), (["TERM": "xterm", "NO_COLOR": ""], .coloured),
            (["TERM": "xterm", "NO_COLOR": "1"], .monochrome), (["TERM": "dumb"], .plain), ([:], .plain),
        ])
    func style(_ environment: [String: String], _ style: TerminalStyle) {
        #expect(TerminalStyle(isTerminal: true, environment: environment) == style)
    }

    private func shown(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
