/// What a block is, and what is to be known of it besides its content.
public enum BlockKind: Hashable, Sendable {
    case paragraph
    /// Level 1 to 6, the page's start level already added.
    case heading(level: UInt8)
    case thematicBreak
    case blockQuote
    /// A list is tight when no blank line separates its items: their paragraphs are then shown without space around.
    case bulletList(isTight: Bool)
    /// An ordered list begins with this number, 0 to 999,999,999.
    case orderedList(start: UInt32, isTight: Bool)
    case listItem(TaskState)
    /// The info string of a fence, unescaped; its first word names the language. Empty for an indented block.
    case codeBlock(info: [UInt8])
    /// A block of HTML, as text.
    case htmlBlock
    case table
    case tableRow(isHeader: Bool)
    case tableCell(CellAlignment, isHeader: Bool)

    /// Whether a list item begins with a check box.
    public enum TaskState: UInt8, Sendable {
        case none = 0
        case open = 1
        case done = 2
    }

    /// How the delimiter row aligns a column.
    public enum CellAlignment: UInt8, Sendable {
        case none = 0
        case left = 1
        case center = 2
        case right = 3
    }

    /// Whether the block holds inline content; otherwise it holds blocks, or nothing.
    public var isLeaf: Bool {
        switch self {
        case .paragraph, .heading, .codeBlock, .htmlBlock, .tableCell: true
        case .thematicBreak, .blockQuote, .bulletList, .orderedList, .listItem, .table, .tableRow: false
        }
    }
}
