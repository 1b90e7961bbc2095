/// A block of a tree, and where its neighbours lie in the tree's array.
struct BlockNode: Sendable {
    /// The index that stands for no block.
    static let none: Int32 = -1

    let id: BlockID
    var kind: BlockKind
    var isFrozen = false
    /// How many spans are open at the end of the content.
    var openSpans: Int32 = 0
    var parent: Int32
    var previous = BlockNode.none
    var next = BlockNode.none
    var firstChild = BlockNode.none
    var lastChild = BlockNode.none
    var content = InlineLog()

    init(id: BlockID, kind: BlockKind, parent: Int32) {
        self.id = id
        self.kind = kind
        self.parent = parent
    }
}
