internal import ArgumentParser
internal import ChatClient
internal import Dialogue
internal import Foundation
internal import Synchronization

/// `kaya ask`: one question, one answer.
struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask a running Kaya server one question.",
        discussion: """
            The answer's words go to standard output as they arrive; sources and remarks go to standard error. On a \
            terminal the words are formatted, without colours if NO_COLOR is set; into a file or a pipe they go as the \
            model writes them. A broken connection is taken up where it broke, and the question is not asked twice. \
            Ctrl-C stops the answer, and the model that writes it.

            EXAMPLES:
              kaya ask "Ich möchte mein Auto anmelden"
              kaya ask --url https://chat.example.org "Was kostet ein Ausweis?"
              echo "Wann ist der Wertstoffhof offen?" | kaya ask -
              kaya ask --format terminal "Was kostet ein Ausweis?" | less -R
              kaya ask --json "Was kostet ein Ausweis?" | jq -r .answer

            \(ExitStatus.help)
            """)

    @OptionGroup var server: ServerOptions

    @Argument(help: "The question; - reads it from standard input.")
    var question: String

    @Flag(help: "Print one JSON object at the end: answer, finish, sources, turn; or error.")
    var json = false

    @Flag(inversion: .prefixedNo, help: "Print words as they arrive, or the whole answer at its end.")
    var stream = true

    @Option(help: AnswerFormat.help)
    var format = AnswerFormat.auto

    @Flag(inversion: .prefixedNo, help: "List the sources after the answer. (default: on a terminal)")
    var sources: Bool?

    func validate() throws {
        try Self.check(question)
    }

    func run() async throws {
        let question = try text()
        try Self.check(question)
        let outcome = try await server.withChat { try await ask(question, $0) }
        if json { Console.output.line(try outcome.json()) }
        if let code = outcome.exitCode { throw code }
    }

    private static func check(_ question: String) throws {
        guard question.contains(where: { !$0.isWhitespace }) else { throw ValidationError("There is no question.") }
    }

    private func text() throws -> String {
        guard question == "-" else { return question }
        let bytes = try FileHandle.standardInput.read(upToCount: 1 << 20) ?? Data()
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func ask(_ question: String, _ chat: ChatClient) async throws -> AnswerOutcome {
        let options = AnswerPrinter.Options(
            format: format, streams: stream, showsSources: sources ?? Console.error.isTerminal,
            showsStates: !json && Console.error.isTerminal)
        let reading = AnswerReading(options: json ? nil : options)
        let stream = chat.ask(question)
        let outcome = await Interrupts().stopping { await reading.read(stream) }
        if case .failed(let error) = outcome, !json {
            Console.error.line("kaya: " + AnswerOutcome.sentence(error, url: server.url))
        }
        return outcome
    }
}
