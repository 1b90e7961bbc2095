/// Lays a tree out in lines, from where it stopped the last time.
///
/// What a block looks like depends on nothing behind it: lists have the same form whether they are tight or loose, and
/// a number is as wide as it is. So the lines of frozen blocks, and the complete lines of a code block that is open, are
/// settled: they stay as they are, and the next call begins behind them.
struct TerminalLayout {
    /// A container that the layout is in.
    struct Frame {
        let id: BlockID
        let kind: BlockKind
        /// Its last child that has been seen to.
        var last: BlockID?
        /// Whether a line of it has been laid out.
        var isShown = false
        /// Whether its last block with a line is a paragraph.
        var endsInParagraph = false
        /// Whether a blank line separates blocks in it; of a list, in its last item.
        var isSpaced = false
        /// An item's number, or the one that the next item of the list gets. Nil for bullets.
        var number: UInt32?
        /// The prefix of lines around it.
        var outerLength = 0
        var outerWidth = 0
    }

    let style: TerminalStyle
    /// The columns there are.
    var width: Int
    /// The lines laid out since they were taken.
    var lines: [TerminalLine] = []
    var frames = [Frame(id: .document, kind: .blockQuote)]
    /// How many of the frames have added to the prefix: those with a line, and those around them.
    var resolvedFrames = 1
    /// What stands before every line.
    var prefix: [UInt8] = []
    var prefixWidth = 0
    /// What stands before the next line instead; nil if it is the prefix.
    var firstPrefix: [UInt8]?
    /// Whether a blank line is due before the next line.
    var isBlankDue = false
    /// How much of the code block at the cursor is settled.
    var codeOffset = 0

    init(width: Int, style: TerminalStyle) {
        self.width = width
        self.style = style
    }

    /// Lays out as much as is there, or as is settled.
    mutating func advance(in tree: MarkdownTree, onlySettled: Bool) {
        while let frame = frames.last {
            let container = tree.index(of: frame.id)
            if let child = container.flatMap({ next(in: $0, after: frame.last, tree) }) {
                if !enter(child, tree, onlySettled: onlySettled) { return }
            } else {
                let isOpen = container.map { !tree.nodes[$0].isFrozen } ?? false
                if frames.count == 1 || (onlySettled && isOpen) { return }
                leave(tree)
            }
        }
    }

    private func next(in container: Int, after last: BlockID?, _ tree: MarkdownTree) -> Int? {
        guard let last else {
            return tree.nodes[container].firstChild == BlockNode.none ? nil : Int(tree.nodes[container].firstChild)
        }
        guard let index = tree.index(of: last), tree.nodes[index].next != BlockNode.none else { return nil }
        return Int(tree.nodes[index].next)
    }

    /// Goes into a container, or lays a leaf or a table out; false if it is not settled.
    private mutating func enter(_ index: Int, _ tree: MarkdownTree, onlySettled: Bool) -> Bool {
        let block = tree.nodes[index]
        switch block.kind {
        case .blockQuote, .listItem, .bulletList, .orderedList:
            requestBlank(before: block.kind)
            push(block)
            return true
        case .codeBlock where onlySettled && !block.isFrozen:
            layOutCompleteLines(of: block, in: tree)
            return false
        case .paragraph, .heading, .codeBlock, .htmlBlock, .thematicBreak, .table, .tableRow, .tableCell:
            if onlySettled, !block.isFrozen { return false }
            layOut(block, at: index, in: tree)
            frames[frames.count - 1].last = block.id
            return true
        }
    }

    private mutating func push(_ block: BlockNode) {
        var frame = Frame(id: block.id, kind: block.kind)
        switch block.kind {
        case .orderedList(let start, _): frame.number = start
        case .listItem: frame.number = frames.last?.number
        default: break
        }
        frames.append(frame)
    }

    private mutating func leave(_ tree: MarkdownTree) {
        let isInTree = frames.last.map { tree.index(of: $0.id) != nil } ?? false
        if isInTree, resolvedFrames < frames.count, frames.last?.kind.isItem == true {
            begin(in: tree)
            append(TerminalLine())
        }
        guard let frame = frames.popLast(), let outer = frames.indices.last else { return }
        if resolvedFrames > frames.count {
            resolvedFrames = frames.count
            prefix.removeSubrange(min(frame.outerLength, prefix.count)...)
            prefixWidth = frame.outerWidth
            firstPrefix = nil
        }
        guard isInTree else { return }
        frames[outer].last = frame.id
        frames[outer].endsInParagraph = false
        if frame.kind.isItem {
            frames[outer].isSpaced = frame.isSpaced
            frames[outer].number = frame.number.map { $0 &+ 1 }
        }
    }
}
