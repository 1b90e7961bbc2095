internal import ChatClient
internal import Dialogue
internal import Foundation

/// Shows one answer while it is written: its words on standard output, everything else on standard error.
struct AnswerPrinter: Sendable {
    /// How it is shown, and what besides the words.
    struct Options: Sendable {
        /// In which form the words are written.
        var format = AnswerFormat.auto
        /// Whether words are shown as they come, or the whole answer at its end.
        var streams = true
        /// Whether the sources are listed after the answer.
        var showsSources = true
        /// Whether states such as “looking things up” are shown while nothing else is.
        var showsStates = Console.error.isTerminal
    }

    private let options: Options
    private let output: Console
    private let error: Console
    private let environment: [String: String]
    private var words: AnswerText
    /// What is said below the words because they are still written anew.
    private var remarks: [String] = []
    private var hasState = false
    /// The documents the answer rests on, once they are known.
    private(set) var sources: [Source] = []

    init(
        _ options: Options, output: Console = .output, error: Console = .error,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.options = options
        self.output = output
        self.error = error
        self.environment = environment
        words = AnswerText(
            options.format.form(isTerminal: output.isTerminal, environment: environment), streams: options.streams,
            window: WindowSize(of: output, environment: environment))
    }

    /// Whether lines are written anew while the answer grows.
    var isRedrawn: Bool { words.isRedrawn }

    /// Shows what happened.
    mutating func show(_ event: ChatEvent) {
        switch event {
        case .status(let phase): state(Self.words(phase))
        case .reconnecting(let delay):
            let tenths = Int(delay / .milliseconds(100))
            state("The connection is lost; trying again in \(tenths / 10).\(tenths % 10) s …")
        case .sources(let sources): self.sources = sources
        case .notice(let code, let sentence): remark(sentence ?? Self.words(code))
        case .text(let piece): write { $0.append(piece) }
        case .replaced(let whole): write { $0.replace(by: whole) }
        case .finished(let answer): finish(answer)
        default: break
        }
    }

    /// Shows what is held back and ends the last line, after a failure or a stop.
    mutating func end() {
        clearState()
        write { $0.finish() }
        for sentence in remarks { error.line("(\(sentence))") }
        remarks = []
    }

    private mutating func write(_ change: (inout AnswerText) -> [UInt8]) {
        let bytes = words.fit(WindowSize(of: output, environment: environment)) + change(&words)
        if bytes.isEmpty { return }
        clearState()
        if words.isDrawn {
            output.writeRaw(bytes)
        } else {
            output.write(String(decoding: bytes, as: UTF8.self))
        }
    }

    private mutating func finish(_ answer: ChatAnswer) {
        write { $0.replace(by: answer.text) }
        end()
        if let sentence = Self.words(answer.finish) { remark(sentence) }
        guard options.showsSources, !sources.isEmpty else { return }
        error.line()
        for source in sources { error.line(Self.line(source)) }
    }

    private mutating func remark(_ sentence: String) {
        if words.isRedrawn, !words.text.isEmpty, !words.isFinished {
            remarks.append(sentence)
            return
        }
        clearState()
        if words.isLineOpen { error.line() }
        error.line("(\(sentence))")
    }

    private mutating func state(_ words: String?) {
        guard options.showsStates, !self.words.isLineOpen, let words else { return }
        clearState()
        // A second line could not be taken away.
        error.writeRaw(String(words.prefix(WindowSize(of: error, environment: environment).width - 1)))
        hasState = true
    }

    private mutating func clearState() {
        if hasState { error.writeRaw("\r\u{1B}[K") }
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
        case .notSaved: "This answer could not be stored yet."
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
