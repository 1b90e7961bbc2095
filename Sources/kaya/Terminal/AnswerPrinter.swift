internal import ChatClient
internal import Dialogue

/// Shows one answer while it is written: its words on standard output, everything else on standard error.
struct AnswerPrinter: Sendable {
    /// What is shown besides the words.
    struct Options: Sendable {
        /// Whether words are shown as they come, or the whole answer at its end.
        var streams = true
        /// Whether the sources are listed after the answer.
        var showsSources = true
        /// Whether states such as “looking things up” are shown while nothing else is.
        var showsStates = Console.error.isTerminal
    }

    let options: Options
    private var isLineOpen = false
    private var hasState = false
    private var text = ""
    /// The documents the answer rests on, once they are known.
    private(set) var sources: [Source] = []

    init(_ options: Options) {
        self.options = options
    }

    /// Shows what happened.
    mutating func show(_ event: ChatEvent) {
        switch event {
        case .status(let phase): state(Self.words(phase))
        case .reconnecting(let delay):
            let tenths = Int(delay / .milliseconds(100))
            state("The connection is lost; trying again in \(tenths / 10).\(tenths % 10) s …")
        case .sources(let sources): self.sources = sources
        case .notice(let code, let sentence): remark(sentence ?? Self.words(code))
        case .text(let piece): write(piece)
        case .replaced(let whole): replace(whole)
        case .finished(let answer): finish(answer)
        default: break
        }
    }

    /// Ends the last line, after a failure or a stop.
    mutating func end() {
        clearState()
        if isLineOpen { Console.output.line() }
        isLineOpen = false
    }

    private mutating func write(_ piece: String) {
        text += piece
        guard options.streams else { return }
        clearState()
        Console.output.write(piece)
        isLineOpen = !piece.hasSuffix("\n")
    }

    private mutating func replace(_ whole: String) {
        if options.streams {
            if whole.hasPrefix(text) {
                let rest = String(whole.dropFirst(text.count))
                if !rest.isEmpty { write(rest) }
            } else {
                end()
                write(whole)
            }
        }
        text = whole
    }

    private mutating func finish(_ answer: ChatAnswer) {
        clearState()
        if !options.streams {
            Console.output.write(answer.text)
            isLineOpen = !answer.text.hasSuffix("\n")
        }
        end()
        if let sentence = Self.words(answer.finish) { remark(sentence) }
        guard options.showsSources, !sources.isEmpty else { return }
        Console.error.line()
        for source in sources { Console.error.line(Self.line(source)) }
    }

    private mutating func remark(_ sentence: String) {
        clearState()
        if isLineOpen { Console.error.line() }
        Console.error.line("(\(sentence))")
    }

    private mutating func state(_ words: String?) {
        guard options.showsStates, !isLineOpen, let words else { return }
        clearState()
        Console.error.writeRaw(words)
        hasState = true
    }

    private mutating func clearState() {
        if hasState { Console.error.writeRaw("\r\u{1B}[K") }
        hasState = false
    }

    /// A source as one line.
    static func line(_ source: Source) -> String {
        let heading = source.heading.isEmpty ? "" : " › \(source.heading)"
        let place = source.url ?? source.document
        let date = source.validFrom.map { ", valid from \($0)" } ?? ""
        return "[\(source.number)] \(source.title)\(heading) — \(place)\(date)"
    }

    private static func words(_ phase: TurnPhase) -> String? {
        switch phase {
        case .queued: "Waiting for a free place …"
        case .retrieving: "Looking things up …"
        case .thinking: "Thinking …"
        case .retrying: "The model did not answer; trying again …"
        case .writing: nil
        }
    }

    private static func words(_ notice: Notice.Code) -> String {
        switch notice {
        case .retrievalFailed: "Looking things up failed; this answer rests on no document."
        case .nothingFound: "Nothing was found on this question."
        case .modelReplaced: "The preferred model is not available; another one answers."
        case .quoting: "No model answers; these are quotations from the documents."
        }
    }

    /// What is to be said about an answer's end; nothing for a complete one.
    static func words(_ finish: Finish) -> String? {
        switch finish {
        case .stop, .other, .refusal: nil
        case .length: "The answer was ended by a limit on its length."
        case .stopped: "The answer was stopped."
        case .contentFilter: "The provider's filter ended the answer."
        case .interrupted: "The server went away; this is what had come."
        default: "The answer ended: \(finish.rawValue)."
        }
    }
}
