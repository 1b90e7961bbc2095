extension MarkdownTree {
    /// A whole text as blocks.
    ///
    /// - Throws: nothing but for a mistake in the parser, whose patches fit the tree they make.
    public init(markdown bytes: [UInt8], options: MarkdownOptions = MarkdownOptions()) throws(PatchError) {
        self.init()
        var parser = MarkdownParser(options)
        parser.append(bytes)
        parser.finish()
        try apply(parser.takePatches())
    }
}
