/// Turns what the block parser finds into patches, and keeps what is needed to tell the next ones.
struct BlockView {
    var patches = PatchList()
    private var inlines: InlineParser
    private var scratch = InlineLog()
    private var line = ShownLine()
    /// The leaf that is being written, and in a table's unfinished line all its cells.
    private var leaves: [LeafView] = []
    /// An open paragraph of which nothing is shown yet: it may be definitions, or a table's header.
    private var pending: (id: BlockID, parent: BlockID, kind: BlockKind)?
    /// The line that is shown as a table's header, to be shown again or taken back.
    private var header: Tail.Header?
    private var waiting = WaitingLeaves()

    init(_ options: MarkdownOptions) {
        inlines = InlineParser(options)
    }

    /// Whether something of a line is shown that could be taken back.
    var showsLine: Bool { !line.isEmpty }

    // MARK: Whole lines

    /// Shows what whole lines have done. Nothing of it is taken back later.
    mutating func commit(_ blocks: BlockParser, references: ReferenceTable) {
        for change in blocks.changes {
            switch change {
            case .open(let id, let parent, .paragraph):
                if line.isNext(change) {
                    showInLine(change)
                } else {
                    pending = (id, parent, .paragraph)
                }
            case .change(let id, _, let kind) where id == pending?.id:
                pending?.kind = kind
            case .open, .change:
                showInLine(change)
            case .close(let id, let leaf, let content):
                close(id, leaf, blocks.text, content, references)
            case .cell(let id, let content):
                closeInlines(id, blocks.text, content, references)
            case .drop(let id):
                drop(id)
            }
        }
        if header != nil, header == blocks.header {
            line.commitConfirmed()
        } else {
            line.commit(in: &patches)
        }
        forgetTakenBack()
        if blocks.definedLabels.isEmpty { return }
        waiting.defined(blocks.definedLabels)
        for index in leaves.indices where leaves[index].asks(forOneOf: blocks.definedLabels) {
            leaves[index].unsettle()
        }
    }

    private mutating func showInLine(_ change: BlockChange) {
        line.show(change, in: &patches)
        forgetTakenBack()
    }

    private mutating func close(
        _ id: BlockID, _ leaf: BlockChange.Leaf?, _ text: [UInt8], _ content: Range<Int>, _ references: ReferenceTable
    ) {
        switch leaf {
        case .inlines: closeInlines(id, text, content, references)
        case .verbatim:
            var view = takeLeaf(id)
            text.withUnsafeBufferPointer {
                view.showVerbatim(UnsafeBufferPointer(rebasing: $0[content]), in: &patches)
            }
        case nil:
            line.close(id, in: &patches)
            forgetTakenBack()
        }
        patches.freeze(id)
    }

    private mutating func closeInlines(
        _ id: BlockID, _ text: [UInt8], _ content: Range<Int>, _ references: ReferenceTable
    ) {
        openPending(id)
        text.withUnsafeBufferPointer { text in
            let content = UnsafeBufferPointer(rebasing: text[content])
            guard let index = leaves.firstIndex(where: { $0.id == id }) else {
                let missing = showWhole(id, content, references)
                if !missing.isEmpty { waiting.add(id, content, missing: missing) }
                return
            }
            var view = leaves.remove(at: index)
            view.show(
                content, isOpen: false, with: &inlines, references: references, scratch: &scratch, in: &patches)
            if !view.missing.isEmpty { waiting.add(id, content, missing: view.missing) }
        }
    }

    /// Shows the content of a leaf that is complete, in place of what is shown of it.
    ///
    /// - Returns: The labels that were asked for and not found.
    private mutating func showWhole(
        _ id: BlockID, _ content: UnsafeBufferPointer<UInt8>, _ references: ReferenceTable
    ) -> [UInt64] {
        if content.isEmpty { return [] }
        scratch.removeAll()
        let outcome = inlines.parse(content, from: 0, isOpen: false, references: references, into: &scratch)
        patches.select(id, keeping: 0)
        patches.append(scratch)
        return outcome.missing
    }

    private mutating func drop(_ id: BlockID) {
        _ = takeLeaf(id)
        if pending?.id == id {
            pending = nil
        } else {
            patches.remove(id)
        }
    }

    /// A paragraph has something to show: it stands before what is shown of the lines behind it.
    private mutating func openPending(_ id: BlockID) {
        guard let paragraph = pending, paragraph.id == id else { return }
        line.takeBackUnconfirmed(in: &patches)
        forgetTakenBack()
        patches.open(id, parent: paragraph.parent, paragraph.kind)
        pending = nil
    }

    private mutating func takeLeaf(_ id: BlockID) -> LeafView {
        if let index = leaves.firstIndex(where: { $0.id == id }) { return leaves.remove(at: index) }
        return LeafView(id)
    }

    // MARK: The tail

    /// Reads again what asked for labels that are defined now, as far as the work allowed for it goes.
    mutating func showDue(references: ReferenceTable, credit: inout ReadingCredit) {
        while waiting.hasDue, credit.spend(waiting.nextCost), let (id, content) = waiting.takeDue() {
            content.withUnsafeBufferPointer { _ = showWhole(id, $0, references) }
        }
    }

    /// Reads all of it again: the text is at its end, and each leaf comes but once more.
    mutating func showAllDue(references: ReferenceTable) {
        while let (id, content) = waiting.takeDue() {
            content.withUnsafeBufferPointer { _ = showWhole(id, $0, references) }
        }
    }

    /// Shows what has come of the open leaf, and of the line whose end has not come.
    mutating func showTail(
        _ tail: Tail, _ blocks: BlockParser, references: ReferenceTable, credit: inout ReadingCredit
    ) {
        if let leaf = tail.leaf { show(leaf, blocks.text, references, &credit) }
        if pending == nil || isReplaced(by: tail.header) { showLine(tail, blocks, references, &credit) }
        header = tail.header
        line.endPass(in: &patches)
        forgetTakenBack()
    }

    /// Whether all of the pending paragraph is shown as a table's header.
    private func isReplaced(by header: Tail.Header?) -> Bool {
        header?.offset == 0 && header?.paragraph == pending?.id
    }

    /// Shows the blocks that the line opens, unless the leaf they end in has nothing to show yet.
    private mutating func showLine(
        _ tail: Tail, _ blocks: BlockParser, _ references: ReferenceTable, _ credit: inout ReadingCredit
    ) {
        line.takeBackOthers(than: blocks.changes, in: &patches)
        forgetTakenBack()
        var content = PatchList()
        if let leaf = tail.lineLeaf {
            content = patches(for: leaf, blocks.text, references, &credit)
            if content.isEmpty, !line.hasOpened(leaf.id) {
                // With more of the line, it may be a leaf of another kind.
                leaves.removeAll { $0.id == leaf.id }
                return
            }
        }
        for change in blocks.changes {
            if change.isShown { line.show(change, in: &patches) }
            if case .cell(let id, let cell) = change {
                // The last one that has content is still growing.
                let isOpen = cell.upperBound == blocks.text.count && !cell.isEmpty
                let leaf = Tail.Leaf(id: id, isVerbatim: false, content: cell, isOpen: isOpen)
                patches.append(patches(for: leaf, blocks.text, references, &credit))
            }
        }
        patches.append(content)
    }

    private mutating func show(
        _ leaf: Tail.Leaf, _ text: [UInt8], _ references: ReferenceTable, _ credit: inout ReadingCredit
    ) {
        let content = patches(for: leaf, text, references, &credit)
        if content.isEmpty { return }
        openPending(leaf.id)
        patches.append(content)
    }

    /// How a leaf's content has changed, as far as the work allowed for it goes.
    private mutating func patches(
        for leaf: Tail.Leaf, _ text: [UInt8], _ references: ReferenceTable, _ credit: inout ReadingCredit
    ) -> PatchList {
        let index = leafIndex(leaf.id)
        var patches = PatchList()
        text.withUnsafeBufferPointer { text in
            var content = UnsafeBufferPointer(rebasing: text[leaf.content])
            if leaf.isParagraph, leaf.isOpen, content.first == ASCII.openBracket {
                guard credit.spend(content.count) else { return }
                var unused = ReferenceTable()
                let found = LinkReferenceDefinitions.read(content, isOpen: true, into: &unused)
                content = UnsafeBufferPointer(rebasing: content[found.end..<(found.pending ?? content.count)])
            }
            if leaf.isVerbatim { return leaves[index].showVerbatim(content, in: &patches) }
            if !leaf.isOpen, leaves[index].readCount == content.count { return }
            if leaf.isOpen, leaves[index].extendPlainly(content, in: &patches) { return }
            guard credit.spend(leaves[index].cost(of: content)) else { return }
            leaves[index].show(
                content, isOpen: leaf.isOpen, with: &inlines, references: references, scratch: &scratch, in: &patches)
        }
        return patches
    }

    private mutating func leafIndex(_ id: BlockID) -> Int {
        if let index = leaves.firstIndex(where: { $0.id == id }) { return index }
        leaves.append(LeafView(id))
        return leaves.count - 1
    }

    private mutating func forgetTakenBack() {
        if line.takenBack.isEmpty { return }
        leaves.removeAll { line.takenBack.contains($0.id) }
        line.takenBack.cut(to: 0)
    }
}
