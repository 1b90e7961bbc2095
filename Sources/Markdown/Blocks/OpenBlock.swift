/// A block that is not closed yet: one step of the path from the document to where the next line goes.
struct OpenBlock {
    enum Kind {
        case document
        case blockQuote
        case list(ListMarker)
        /// Lines belong to it when they are indented by so many columns.
        case listItem(contentColumn: Int)
        case paragraph
        case heading
        case fencedCode(Fence)
        case indentedCode
        case html(HTMLBlockKind)
        case table

        var isParagraph: Bool { if case .paragraph = self { true } else { false } }
        var isTable: Bool { if case .table = self { true } else { false } }

        /// Whether lines of any form are its content.
        var takesLines: Bool {
            switch self {
            case .fencedCode, .indentedCode, .html: true
            default: false
            }
        }
    }

    let id: BlockID
    var kind: Kind
    var hasChildren = false
    /// Whether a list is tight so far.
    var isTight = true
    /// Whether the last line that ended here was blank.
    var endsBlank = false
    /// Whether the last child ended with a blank line: then another one makes the list loose.
    var lastChildEndsBlank = false
    /// Where a leaf's content begins in the parser's text.
    var contentStart = 0

    /// Whether the block, or what is last in it, ends with a blank line.
    var closesBlank: Bool {
        switch kind {
        case .list: hasChildren ? lastChildEndsBlank : endsBlank
        case .listItem: hasChildren ? lastChildEndsBlank || endsBlank : endsBlank
        default: endsBlank
        }
    }
}
