/// Writes a tree as HTML, byte for byte as cmark and cmark-gfm do, and by default so that it can stand in a page: no byte
/// of the text becomes markup, text knows its direction, and links to other hosts tell them nothing.
public struct HTMLWriter: Sendable {
    /// What is written besides the text.
    public struct Options: Hashable, Sendable {
        /// What becomes of raw HTML; as text, a block of it is a paragraph. Default `.asText`.
        public var rawHTML = MarkdownOptions.RawHTML.asText
        /// Whether blocks of text and list items have `dir="auto"`, and code `dir="ltr"`. A paragraph in a list item has
        /// none, so that the item's marker stands on the side where its text begins. Default true.
        public var hasDirection = true
        /// Whether links to other hosts have `rel="noopener noreferrer"`. Default true.
        public var hasRelations = true

        /// Makes the defaults.
        public init() {}

        /// What the specification's examples expect.
        public static var conformance: Options {
            var options = Options()
            options.rawHTML = .verbatim
            options.hasDirection = false
            options.hasRelations = false
            return options
        }
    }

    private let options: Options

    /// Makes a writer.
    public init(options: Options = Options()) {
        self.options = options
    }

    /// The tree as UTF-8.
    public func html(_ tree: MarkdownTree) -> [UInt8] {
        var html: [UInt8] = []
        write(tree, to: &html)
        return html
    }

    /// Adds the tree to a text that ends with a line or is empty.
    public func write(_ tree: MarkdownTree, to html: inout [UInt8]) {
        var output = HTMLOutput(options: options, bytes: html)
        html = []
        var walk = BlockWalk()
        while let step = walk.next(in: tree.nodes) {
            switch step {
            case .enter(let index): output.enter(tree.nodes[index], in: tree.nodes)
            case .leave(let index): output.leave(tree.nodes[index], in: tree.nodes)
            }
        }
        html = output.bytes
    }
}
