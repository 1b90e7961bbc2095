internal import Markdown

extension TerminalStyle {
    /// What may be written to where a user's programs write.
    ///
    /// - Parameters:
    ///   - isTerminal: whether it is a terminal, whose cursor can be moved.
    ///   - environment: `TERM`, which is `dumb` or missing where no escape code is known, and `NO_COLOR`, which forbids
    ///     colours if it is not empty (no-color.org).
    init(isTerminal: Bool, environment: [String: String]) {
        self = ["", "dumb"].contains(environment["TERM"] ?? "") ? .plain : .coloured
        isInteractive = isInteractive && isTerminal
        hasColours = hasColours && (environment["NO_COLOR"] ?? "").isEmpty
    }
}
