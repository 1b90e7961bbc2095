extension BlockKind {
    /// Whether a block of the other kind may be a child of one of this.
    func holds(_ child: BlockKind) -> Bool {
        switch (self, child) {
        case (.bulletList, .listItem), (.orderedList, .listItem), (.table, .tableRow), (.tableRow, .tableCell): true
        case (_, .listItem), (_, .tableRow), (_, .tableCell): false
        case (.blockQuote, _), (.listItem, _): true
        default: false
        }
    }

    /// Whether a block of this kind may become one of the other and keep its children.
    func sharesChildren(with other: BlockKind) -> Bool {
        childClass == other.childClass
    }

    /// Whether its numbers are in their bounds.
    var isSound: Bool {
        switch self {
        case .heading(let level): (1...6).contains(level)
        case .orderedList(let start, _): start <= 999_999_999
        default: true
        }
    }

    /// Whether it is a list whose items follow each other without space.
    var isTightList: Bool {
        switch self {
        case .bulletList(let isTight), .orderedList(_, let isTight): isTight
        default: false
        }
    }

    /// Whether it is a list.
    var isList: Bool { childClass == 2 }

    /// Whether it is an item of a list.
    var isItem: Bool {
        if case .listItem = self { true } else { false }
    }

    private var childClass: UInt8 {
        switch self {
        case .blockQuote, .listItem: 1
        case .bulletList, .orderedList: 2
        case .table: 3
        case .tableRow: 4
        default: 0
        }
    }
}
