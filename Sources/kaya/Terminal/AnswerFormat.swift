internal import ArgumentParser
internal import Markdown

/// In which form the words of answers are written.
enum AnswerFormat: String, CaseIterable, ExpressibleByArgument {
    /// Formatted on a terminal, as they are elsewhere.
    case auto
    /// Formatted for a terminal, wherever they go.
    case terminal
    /// Without marks, each answer whole at its end.
    case plain
    /// As the model writes them.
    case markdown

    /// What `--help` says.
    static let help: ArgumentHelp = """
        How answers are written: formatted for a terminal, without marks (whole at the end), or as the Markdown that \
        came. auto is terminal on a terminal and markdown elsewhere.
        """

    /// What the words are turned into.
    ///
    /// - Parameter isTerminal: whether they go to a terminal.
    func form(isTerminal: Bool, environment: [String: String]) -> AnswerText.Form {
        switch self {
        case .auto where !isTerminal, .markdown: .markdown
        case .auto, .terminal: .terminal(TerminalStyle(isTerminal: isTerminal, environment: environment))
        case .plain: .plain
        }
    }
}
