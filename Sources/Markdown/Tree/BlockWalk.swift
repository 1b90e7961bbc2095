/// The way through a tree in the order of its text: every block is entered and left once. It needs no memory that
/// grows with the depth.
struct BlockWalk {
    /// What happens next, and to the block at which index.
    enum Step {
        case enter(Int)
        case leave(Int)
    }

    private var index = 0
    private var isLeaving = false

    /// The next step; nil when the document itself would be left.
    mutating func next(in nodes: [BlockNode]) -> Step? {
        if !isLeaving {
            let child = nodes[index].firstChild
            if child != BlockNode.none { return enter(child) }
            isLeaving = true
            return index == 0 ? nil : .leave(index)
        }
        if index == 0 { return nil }
        let sibling = nodes[index].next
        if sibling != BlockNode.none { return enter(sibling) }
        index = Int(nodes[index].parent)
        return index == 0 ? nil : .leave(index)
    }

    private mutating func enter(_ child: Int32) -> Step {
        isLeaving = false
        index = Int(child)
        return .enter(index)
    }
}
