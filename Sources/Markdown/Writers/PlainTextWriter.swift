/// Writes a tree as text without marks: for screen readers, search and previews.
///
/// Blocks are separated by a blank line, the items of a tight list by a line end. Items begin with `1. ` or `– ` and the
/// boxes of tasks; a table's rows are lines of cells between commas; links are their text, images their description,
/// code is as it is. Source marks, thematic breaks and raw HTML are left out.
public struct PlainTextWriter: Sendable {
    /// What is written besides the text.
    public struct Options: Hashable, Sendable {
        /// Whether a link's address follows its text in parentheses, if the text is another. Default false.
        public var hasAddresses = false

        /// Makes the defaults.
        public init() {}
    }

    private let options: Options

    /// Makes a writer.
    public init(options: Options = Options()) {
        self.options = options
    }

    /// The tree as text, ended by a line end unless it is empty.
    public func text(_ tree: MarkdownTree) -> [UInt8] {
        var output = PlainTextOutput(options: options)
        var walk = BlockWalk()
        while let step = walk.next(in: tree.nodes) {
            switch step {
            case .enter(let index): output.enter(tree.nodes[index])
            case .leave(let index): output.leave(tree.nodes[index], in: tree.nodes)
            }
        }
        return output.finished()
    }
}
