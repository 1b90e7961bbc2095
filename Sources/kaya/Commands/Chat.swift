internal import ArgumentParser
internal import ChatClient
internal import Dialogue

/// `kaya chat`: a conversation in the terminal.
struct Chat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Talk with a running Kaya server in the terminal.",
        discussion: """
            Type a question and read its answer as it is written. What was said before goes with each question, so that one \
            can ask further. Ctrl-C stops the answer and not the program; Ctrl-D ends it.

              /sources   the documents of the last answer
              /new       begin anew, without what was said before
              /help      these words

            Answers are formatted, without colours if NO_COLOR is set. With a pipe every line is a question:  \
            kaya chat < questions.txt

            \(ExitStatus.help)
            """)

    /// Messages that go with a question; older ones are left out.
    private static let maximumHistory = 20

    @OptionGroup var server: ServerOptions

    @Option(help: AnswerFormat.help)
    var format = AnswerFormat.auto

    func run() async throws {
        let isTerminal = Console.isInputTerminal
        if isTerminal { Console.error.line("Ask your question. /help for help, Ctrl-D to end.") }
        let interrupts = await Interrupts { if isTerminal { Console.error.writeRaw("\nCtrl-D ends.\n> ") } }
        let failure = try await server.withChat { chat in
            var conversation = Conversation(format: format)
            while true {
                if isTerminal { Console.error.writeRaw("> ") }
                guard let line = await LineInput.next() else { break }
                await conversation.take(line, chat: chat, interrupts: interrupts, url: server.url)
            }
            return conversation.failure
        }
        if isTerminal { Console.error.line() }
        // A script has nobody who reads what went wrong.
        if !isTerminal, let failure { throw failure }
    }

    /// What was said, and what is said next.
    private struct Conversation {
        let format: AnswerFormat
        var history: [Message] = []
        var sources: [Source] = []
        /// How the first answer ended that did not succeed.
        var failure: ExitCode?

        mutating func take(_ line: String, chat: ChatClient, interrupts: Interrupts, url: String) async {
            let line = line.trimmingPrefix(while: \.isWhitespace).description
            switch line {
            case "": return
            case "/help": Console.error.line("/sources  /new  /help   Ctrl-C stops an answer, Ctrl-D ends.")
            case "/new":
                history = []
                sources = []
                Console.error.line("(What was said before is forgotten.)")
            case "/sources":
                if sources.isEmpty { Console.error.line("(The last answer had none.)") }
                for source in sources { Console.error.line(AnswerPrinter.line(source)) }
            case let command where command.hasPrefix("/") && !command.contains(" "):
                Console.error.line("(There is no \(command); /help lists what there is.)")
            default: await ask(line, chat: chat, interrupts: interrupts, url: url)
            }
        }

        private mutating func ask(
            _ question: String, chat: ChatClient, interrupts: Interrupts, url: String
        ) async {
            let reading = AnswerReading(options: AnswerPrinter.Options(format: format, showsSources: false))
            let stream = chat.ask(question, history: history)
            let outcome = await interrupts.stopping { await reading.read(stream) }
            failure = failure ?? outcome.exitCode
            var answer = ""
            switch outcome {
            case .answered(let whole):
                answer = whole.text
                sources = whole.sources
            case .failed(let error):
                answer = error.partialText
                Console.error.line("kaya: " + AnswerOutcome.sentence(error, url: url))
            case .stopped(let partialText):
                answer = partialText
                Console.error.line("(Stopped.)")
            }
            if !answer.isEmpty {
                history += [Message(role: .user, text: question), Message(role: .assistant, text: answer)]
                history = history.suffix(Chat.maximumHistory)
            }
            Console.output.line()
        }
    }
}
