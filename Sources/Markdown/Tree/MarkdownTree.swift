/// A text as blocks: what its patches, applied in order, make of it.
///
/// Every patch is checked, whoever made it: one that does not fit throws and changes nothing. The blocks lie in one
/// array, so neither depth nor number of blocks costs stack.
public struct MarkdownTree: Sendable {
    /// The document first; it holds what a block quote holds. Places of removed blocks are used again.
    var nodes = [BlockNode(id: .document, kind: .blockQuote, parent: BlockNode.none)]
    private var indices: [UInt32: Int32] = [:]
    private var vacant: [Int32] = []
    /// The leaf that inline content goes to.
    private var selected = BlockNode.none

    /// Makes an empty document.
    public init() {}

    /// Whether there is no block.
    public var isEmpty: Bool { indices.isEmpty }

    /// Applies patches in order. A leaf that was selected stays so for the next list.
    ///
    /// - Throws: what is wrong with the first patch that does not fit; those before it have been applied.
    public mutating func apply(_ patches: PatchList) throws(PatchError) {
        var iterator = patches.makeIterator()
        var index = 0
        while let patch = iterator.next() {
            if let code = apply(patch, in: patches.bytes) { throw PatchError(code, at: index) }
            index += 1
        }
        if !iterator.isAtEnd { throw PatchError(.malformed, at: index) }
    }

    /// What the block is; nil if there is none.
    public func kind(of id: BlockID) -> BlockKind? {
        index(of: id).map { nodes[$0].kind }
    }

    /// The inline content of a block, empty if it holds blocks; nil if there is no such block.
    public func content(of id: BlockID) -> InlineLog? {
        index(of: id).map { nodes[$0].content }
    }

    /// Whether the block is frozen.
    public func isFrozen(_ id: BlockID) -> Bool {
        index(of: id).map { nodes[$0].isFrozen } ?? false
    }

    /// The blocks in a block, or in the document, in order.
    public func children(of id: BlockID) -> [BlockID] {
        var children: [BlockID] = []
        var child = index(of: id).map { nodes[$0].firstChild } ?? BlockNode.none
        while child != BlockNode.none {
            children.append(nodes[Int(child)].id)
            child = nodes[Int(child)].next
        }
        return children
    }

    /// Where the block lies in `nodes`.
    func index(of id: BlockID) -> Int? {
        id == .document ? 0 : indices[id.number].map { Int($0) }
    }

    private mutating func apply(_ patch: Patch, in bytes: [UInt8]) -> PatchError.Code? {
        switch patch {
        case .open(let id, let parent, let kind): open(id, in: parent, kind)
        case .change(let id, let kind): change(id, to: kind)
        case .remove(let id): remove(id)
        case .freeze(let id): freeze(id)
        case .select(let id, let kept): select(id, keeping: kept)
        case .extendText, .replaceTextEnd, .leaf, .event, .link, .image: applyInline(patch, in: bytes)
        }
    }

    private mutating func open(_ id: BlockID, in parent: BlockID, _ kind: BlockKind) -> PatchError.Code? {
        guard index(of: id) == nil else { return .usedID }
        guard let outer = index(of: parent) else { return .unknownBlock }
        guard nodes[outer].kind.holds(kind) else { return .misplacedBlock }
        guard kind.isSound else { return .misfittingKind }
        guard !nodes[outer].isFrozen else { return .frozenBlock }
        var node = BlockNode(id: id, kind: kind, parent: Int32(truncatingIfNeeded: outer))
        node.previous = nodes[outer].lastChild
        let place = place(for: node)
        if node.previous == BlockNode.none {
            nodes[outer].firstChild = place
        } else {
            nodes[Int(node.previous)].next = place
        }
        nodes[outer].lastChild = place
        indices[id.number] = place
        return nil
    }

    private mutating func place(for node: BlockNode) -> Int32 {
        if let place = vacant.popLast() {
            nodes[Int(place)] = node
            return place
        }
        nodes.append(node)
        return Int32(truncatingIfNeeded: nodes.count - 1)
    }

    private mutating func change(_ id: BlockID, to kind: BlockKind) -> PatchError.Code? {
        guard let index = index(of: id), index > 0 else { return .unknownBlock }
        guard nodes[Int(nodes[index].parent)].kind.holds(kind) else { return .misplacedBlock }
        let node = nodes[index]
        guard kind.isSound,
            node.firstChild == BlockNode.none || node.kind.sharesChildren(with: kind),
            node.content.events.isEmpty || kind.isLeaf
        else { return .misfittingKind }
        if selected == index, !kind.isLeaf { selected = BlockNode.none }
        nodes[index].kind = kind
        return nil
    }

    private mutating func remove(_ id: BlockID) -> PatchError.Code? {
        guard let index = index(of: id), index > 0 else { return .unknownBlock }
        let node = nodes[index]
        guard !node.isFrozen, !nodes[Int(node.parent)].isFrozen else { return .frozenBlock }
        if node.previous == BlockNode.none {
            nodes[Int(node.parent)].firstChild = node.next
        } else {
            nodes[Int(node.previous)].next = node.next
        }
        if node.next == BlockNode.none {
            nodes[Int(node.parent)].lastChild = node.previous
        } else {
            nodes[Int(node.next)].previous = node.previous
        }
        forget(Int32(truncatingIfNeeded: index))
        return nil
    }

    /// Gives up the places of a block and of all in it.
    private mutating func forget(_ root: Int32) {
        var open = [root]
        while let place = open.popLast() {
            let node = nodes[Int(place)]
            var child = node.firstChild
            while child != BlockNode.none {
                open.append(child)
                child = nodes[Int(child)].next
            }
            if selected == place { selected = BlockNode.none }
            indices[node.id.number] = nil
            nodes[Int(place)] = BlockNode(id: node.id, kind: .thematicBreak, parent: BlockNode.none)
            vacant.append(place)
        }
    }

    /// Freezes a block and all in it. What is frozen is not looked at again.
    private mutating func freeze(_ id: BlockID) -> PatchError.Code? {
        guard let index = index(of: id) else { return .unknownBlock }
        guard nodes[index].openSpans == 0 else { return .openSpan }
        var open = [Int32(truncatingIfNeeded: index)]
        while let place = open.popLast() {
            if nodes[Int(place)].isFrozen { continue }
            nodes[Int(place)].isFrozen = true
            var child = nodes[Int(place)].firstChild
            while child != BlockNode.none {
                open.append(child)
                child = nodes[Int(child)].next
            }
        }
        return nil
    }

    private mutating func select(_ id: BlockID, keeping kept: Int) -> PatchError.Code? {
        guard let index = index(of: id), index > 0 else { return .unknownBlock }
        guard nodes[index].kind.isLeaf else { return .noLeaf }
        let count = nodes[index].content.events.count
        guard kept <= count else { return .tooFewEvents }
        selected = Int32(truncatingIfNeeded: index)
        if kept < count { nodes[index].truncate(to: kept) }
        return nil
    }

    private mutating func applyInline(_ patch: Patch, in bytes: [UInt8]) -> PatchError.Code? {
        guard selected != BlockNode.none else { return .noLeaf }
        return nodes[Int(selected)].append(patch, in: bytes)
    }
}
