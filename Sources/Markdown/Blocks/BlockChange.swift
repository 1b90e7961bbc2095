/// What a line does to the tree of blocks.
enum BlockChange: Equatable {
    case open(BlockID, parent: BlockID, BlockKind)
    case change(BlockID, from: BlockKind, to: BlockKind)
    /// A block is complete. A leaf's content is so much of the parser's text.
    case close(BlockID, Leaf?, content: Range<Int>)
    /// A table cell with its content.
    case cell(BlockID, content: Range<Int>)
    /// A paragraph that was open is no block at all: its lines were a table's header.
    case drop(BlockID)

    /// Whether it is shown by itself, so that it could be taken back.
    var isShown: Bool {
        switch self {
        case .open, .change: true
        case .close, .cell, .drop: false
        }
    }

    /// How a closed leaf's content is read.
    enum Leaf {
        case inlines
        case verbatim
    }
}
