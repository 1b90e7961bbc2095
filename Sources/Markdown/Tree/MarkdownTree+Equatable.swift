extension MarkdownTree: Equatable {
    /// Whether the same blocks with the same content follow each other. Ids, and what is frozen, do not matter.
    public static func == (left: MarkdownTree, right: MarkdownTree) -> Bool {
        left.isSame(as: right, comparingIDs: false)
    }

    /// Whether the same blocks with the same ids and the same content follow each other.
    public func isIdentical(to other: MarkdownTree) -> Bool {
        isSame(as: other, comparingIDs: true)
    }

    private func isSame(as other: MarkdownTree, comparingIDs: Bool) -> Bool {
        var walk = BlockWalk()
        var otherWalk = BlockWalk()
        while true {
            switch (walk.next(in: nodes), otherWalk.next(in: other.nodes)) {
            case (nil, nil): return true
            case (.leave, .leave): continue
            case (.enter(let index), .enter(let otherIndex)):
                let node = nodes[index]
                let otherNode = other.nodes[otherIndex]
                guard node.kind == otherNode.kind, node.content == otherNode.content else { return false }
                if comparingIDs, node.id != otherNode.id { return false }
            default: return false
            }
        }
    }
}
