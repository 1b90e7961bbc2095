/// What is still growing at the end of the text.
struct Tail {
    /// A leaf whose content may go on.
    struct Leaf {
        var id: BlockID
        var isVerbatim: Bool
        /// Whether link reference definitions may stand at its start.
        var isParagraph = false
        /// Its content, in the parser's text.
        var content: Range<Int>
        var isOpen = true
    }

    /// A line of an open paragraph that looks like a table's header.
    struct Header: Equatable {
        var paragraph: BlockID
        /// Where it begins in the paragraph's content; 0 if it is all of it.
        var offset: Int
    }

    /// Whatever has come on the line that has been read last goes to its leaf.
    mutating func extend(to end: Int) {
        if let line = lineLeaf {
            lineLeaf?.content = line.content.lowerBound..<end
        } else if let open = leaf {
            leaf?.content = open.content.lowerBound..<end
        }
    }

    /// The leaf that whole lines have left open.
    var leaf: Leaf?
    /// The leaf that the line whose end has not come has opened.
    var lineLeaf: Leaf?
    /// The line that is shown as the header of a table, though no delimiter row has come.
    var header: Header?
}
