/// What every format is read into: blocks of plain text in order, and what the text says about itself.
struct DocumentOutline: Equatable {
    /// A heading, or a piece of text that must not be torn where it can be helped.
    enum Block: Equatable {
        case heading(level: Int, text: String)
        case paragraph(String)
        /// An item of a list or a row of a table; written as a line that begins with `- `.
        case item(String)
    }

    var title: String?
    var language: String?
    var frontMatter = FrontMatter()
    var blocks: [Block] = []
    /// Sentences about what was odd in the text.
    var remarks: [String] = []
}
