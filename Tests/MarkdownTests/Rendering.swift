import KayaTesting
import Markdown

/// A text rendered in pieces, with every tree on the way.
enum Rendering {
    /// The tree that patches make when the bytes come in these pieces.
    ///
    /// - Parameter observe: told every tree on the way.
    static func tree(
        _ pieces: some Sequence<[UInt8]>, options: MarkdownOptions = MarkdownOptions(),
        observe: (MarkdownTree) throws -> Void = { _ in }
    ) throws -> MarkdownTree {
        var parser = MarkdownParser(options)
        var tree = MarkdownTree()
        for piece in pieces {
            parser.append(piece)
            try tree.apply(parser.takePatches())
            try observe(tree)
        }
        parser.finish()
        try tree.apply(parser.takePatches())
        return tree
    }

    /// The HTML of a text, as the specifications' examples write it.
    static func html(_ pieces: some Sequence<[UInt8]>, options: MarkdownOptions) throws -> String {
        let writer = HTMLWriter(options: .conformance)
        return String(decoding: writer.html(try tree(pieces, options: options)), as: UTF8.self)
    }
}
