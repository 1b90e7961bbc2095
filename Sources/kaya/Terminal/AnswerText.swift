internal import Markdown

/// The words of one answer on their way to a reader: told what comes, it says what is to be written.
///
/// It writes nothing itself. On a terminal whose cursor can be moved, whoever writes for it keeps the cursor at the start
/// of the line where it was left.
struct AnswerText: Sendable {
    /// What the words are turned into.
    enum Form: Hashable, Sendable {
        /// They stay as they are.
        case markdown
        /// Text without marks, whole at the end.
        case plain
        /// Formatted text.
        case terminal(TerminalStyle)
    }

    /// How answers are read: their marks name sources, which are listed by the same numbers.
    static let options = {
        var options = MarkdownOptions()
        options.hasSourceMarks = true
        return options
    }()

    private let form: Form
    private let streams: Bool
    private var window: WindowSize
    private var parser = MarkdownParser(Self.options)
    /// Draws the words; nil where they are not drawn.
    private var view: TerminalView?
    /// Whether its end has been written.
    private(set) var isFinished = false
    /// The words so far.
    private(set) var text = ""
    /// Whether a line has been begun and not ended.
    private(set) var isLineOpen = false

    /// Makes an answer without words.
    ///
    /// - Parameter streams: whether something is written before the end.
    init(_ form: Form, streams: Bool = true, window: WindowSize = WindowSize()) {
        self.form = form
        self.streams = streams && form != .plain
        self.window = window
        if case .terminal(let style) = form {
            view = TerminalView(width: window.width, height: window.height, style: style)
        }
    }

    /// Whether what is written may hold escape codes, all of them our own.
    var isDrawn: Bool { view != nil }

    /// Whether lines are written anew while the answer grows.
    var isRedrawn: Bool {
        if case .terminal(let style) = form { style.isInteractive && isDrawn } else { false }
    }

    /// What is to be written when more words come.
    mutating func append(_ piece: String) -> [UInt8] {
        text += piece
        return streams && !isFinished ? written(piece) : []
    }

    /// What is to be written when other words take the place of all that came.
    mutating func replace(by whole: String) -> [UInt8] {
        if whole.utf8.starts(with: text.utf8) {
            return append(String(Substring(whole.utf8.dropFirst(text.utf8.count))))
        }
        var bytes = view?.clear() ?? []
        if isLineOpen { bytes.append(UInt8(ascii: "\n")) }
        isLineOpen = false
        parser = MarkdownParser(Self.options)
        text = ""
        return bytes + append(whole)
    }

    /// What is to be written if the window has another size now.
    mutating func fit(_ window: WindowSize) -> [UInt8] {
        if window == self.window { return [] }
        self.window = window
        return view?.resize(width: window.width, height: window.height) ?? []
    }

    /// What is to be written at the end, however it came. Nothing is written afterwards.
    mutating func finish() -> [UInt8] {
        if isFinished { return [] }
        isFinished = true
        if form == .plain { return plain() }
        var bytes = streams ? [] : written(text)
        parser.finish()
        bytes += draw()
        bytes += view?.finish() ?? []
        if isLineOpen { bytes.append(UInt8(ascii: "\n")) }
        isLineOpen = false
        return bytes
    }

    private mutating func written(_ piece: String) -> [UInt8] {
        if isDrawn {
            parser.append(Array(piece.utf8))
            return draw()
        }
        if let last = piece.utf8.last { isLineOpen = last != UInt8(ascii: "\n") }
        return Array(piece.utf8)
    }

    private mutating func draw() -> [UInt8] {
        do {
            return try view?.apply(parser.takePatches()) ?? []
        } catch {
            // A mistake in the parser shall cost nobody the answer: it is written as it came.
            view = nil
            return written("\n" + text)
        }
    }

    private func plain() -> [UInt8] {
        var options = PlainTextWriter.Options()
        options.hasAddresses = true
        do {
            // Marks of sources are text here, because the writer leaves them out.
            return PlainTextWriter(options: options).text(try MarkdownTree(markdown: Array(text.utf8)))
        } catch {
            return Array(text.utf8)
        }
    }
}
