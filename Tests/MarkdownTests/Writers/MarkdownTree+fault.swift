@testable import Markdown

extension MarkdownTree {
    /// What is wrong with the tree's order, found without its own checks; nil if nothing.
    var fault: String? {
        var seen = 1
        for (index, node) in nodes.enumerated() where node.parent != BlockNode.none || index == 0 {
            var child = node.firstChild
            var previous = BlockNode.none
            while child != BlockNode.none {
                seen += 1
                let block = nodes[Int(child)]
                if Int(block.parent) != index || block.previous != previous { return "\(block.id) lost its neighbours" }
                if !node.kind.holds(block.kind) { return "\(block.kind) in \(node.kind)" }
                if self.index(of: block.id) != Int(child) { return "\(block.id) is not found" }
                if !block.kind.isLeaf, !block.content.events.isEmpty { return "\(block.kind) has content" }
                previous = child
                child = block.next
            }
            if node.lastChild != previous { return "\(node.id) has another last child" }
            if let fault = node.contentFault { return fault }
        }
        return seen == nodes.count { $0.parent != BlockNode.none } + 1 ? nil : "a block is in no order"
    }
}

extension BlockNode {
    fileprivate var contentFault: String? {
        var depth: Int32 = 0
        var end = 0
        for event in content.events {
            if event.first.lowerBound != end { return "a gap at \(end) in \(id)" }
            end = event.description.upperBound
            depth += event.kind == .exit ? -1 : event.kind.isSpan ? 1 : 0
            if depth < 0 { return "an end without a span in \(id)" }
        }
        return depth == openSpans && end == content.bytes.count ? nil : "\(id) does not end where it ends"
    }
}
