/// Reads Markdown as it is written and tells how a tree of blocks changes: CommonMark 0.31.2 with GFM's tables,
/// strikethrough, task lists and autolinks.
///
/// However the bytes are cut, after ``finish()`` all patches together make the tree that the whole text at once makes.
/// Until then what is shown is what the text would most likely be: an unclosed `**` is bold already, half a link is its
/// text, a mark that may become another is not shown yet. Work grows with the bytes: what is open is read again as long
/// as the work for it stays within four times the bytes that came; beyond, it is shown a little later.
///
/// ```swift
/// var parser = MarkdownParser()
/// parser.append(bytes)                    // as often as some come
/// tree.apply(parser.takePatches())
/// parser.finish()
/// tree.apply(parser.takePatches())
/// ```
public struct MarkdownParser: Sendable {
    private var input = UTF8Repair()
    private var blocks: BlockParser
    private var view: BlockView
    private var references: ReferenceTable? = ReferenceTable()
    /// The line whose end has not come.
    private var line: [UInt8] = []
    private var skipsLineFeed = false
    /// The blocks as whole lines have left them, while the parser has also read a part of a line.
    private var checkpoint: BlockParser.Checkpoint?
    /// What grows, and nothing else, by whatever comes on this line.
    private var settledTail: Tail?
    private(set) var credit = ReadingCredit()
    private var isFinished = false

    /// Makes a parser at the start of a text.
    public init(_ options: MarkdownOptions = MarkdownOptions()) {
        blocks = BlockParser(options)
        view = BlockView(options)
    }

    /// Reads bytes that have come. Bytes that are no UTF-8 and NUL become U+FFFD. After ``finish()`` it does nothing.
    public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isFinished || bytes.isEmpty { return }
        credit.earn(byteCount: bytes.count)
        let repaired = input.repair(bytes)
        repaired.withUnsafeBufferPointer { read($0) }
    }

    /// Reads bytes that have come.
    public mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    /// The text is at its end: everything is shown as it is meant.
    public mutating func finish() {
        if isFinished { return }
        let rest = input.finish()
        rest.withUnsafeBufferPointer { read($0) }
        isFinished = true
        takeBackPartialLine()
        if !line.isEmpty { line.withUnsafeBufferPointer { readLine($0) } }
        blocks.finish(references: &references)
        commit()
        if let references { view.showAllDue(references: references) }
    }

    /// The changes since the last call.
    public mutating func takePatches() -> PatchList {
        let patches = view.patches
        view.patches = PatchList()
        return patches
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        if skipsLineFeed, bytes.first == ASCII.lineFeed { start = 1 }
        if !bytes.isEmpty { skipsLineFeed = false }
        while let end = lineEnd(in: bytes, from: start) {
            takeBackPartialLine()
            if line.isEmpty {
                readLine(UnsafeBufferPointer(rebasing: bytes[start..<end]))
            } else {
                line.append(contentsOf: bytes[start..<end])
                line.withUnsafeBufferPointer { readLine($0) }
                line.removeAll(keepingCapacity: true)
            }
            start = end + 1
            if bytes[end] == ASCII.carriageReturn {
                if start < bytes.count, bytes[start] == ASCII.lineFeed {
                    start += 1
                } else {
                    skipsLineFeed = start == bytes.count
                }
            }
        }
        let rest = UnsafeBufferPointer(rebasing: bytes[start...])
        line.append(contentsOf: rest)
        if !isFinished { showTail(added: rest) }
    }

    private func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var at = start
        while at < bytes.count {
            if bytes[at] == ASCII.lineFeed || bytes[at] == ASCII.carriageReturn { return at }
            at += 1
        }
        return nil
    }

    private mutating func readLine(_ line: UnsafeBufferPointer<UInt8>) {
        blocks.read(line, references: &references)
        if !blocks.changes.isEmpty || view.showsLine { commit() }
    }

    private mutating func commit() {
        guard let references else { return }
        view.commit(blocks, references: references)
        blocks.removeClosedText()
        if !blocks.definedLabels.isEmpty {
            blocks.definedLabels.removeAll()
            view.showDue(references: references, credit: &credit)
        }
    }

    private mutating func takeBackPartialLine() {
        if let checkpoint { blocks.restore(checkpoint) }
        checkpoint = nil
        settledTail = nil
    }

    // MARK: The tail

    private mutating func showTail(added: UnsafeBufferPointer<UInt8>) {
        guard let references else { return }
        view.showDue(references: references, credit: &credit)
        if var tail = settledTail {
            blocks.text.append(contentsOf: added)
            tail.extend(to: blocks.text.count)
            settledTail = tail
            return view.showTail(tail, blocks, references: references, credit: &credit)
        }
        guard credit.spend(line.count) else { return }
        takeBackPartialLine()
        checkpoint = blocks.checkpoint()
        let open = blocks.tip
        let textCount = blocks.text.count
        readPartialLine()
        let tail = tail(after: open, textCount: textCount)
        if blocks.standing == .settled, tail.leaf != nil || tail.lineLeaf != nil { settledTail = tail }
        view.showTail(tail, blocks, references: references, credit: &credit)
    }

    private mutating func readPartialLine() {
        blocks.standing = .undecided
        var noReferences: ReferenceTable?
        line.withUnsafeBufferPointer { blocks.read($0, references: &noReferences) }
        if blocks.standing == .undecided, let checkpoint { blocks.restore(checkpoint) }
    }

    /// What grows at the end.
    ///
    /// - Parameters:
    ///   - open: the innermost block that whole lines have left open.
    ///   - textCount: the parser's text without the line whose end has not come.
    private mutating func tail(after open: OpenBlock, textCount: Int) -> Tail {
        var tail = Tail()
        let isContinued = blocks.tip.id == open.id && blocks.changes.isEmpty
        if let header = blocks.headerStart {
            let end = isContinued ? max(open.contentStart, header - 1) : textCount
            tail.leaf = leaf(open, to: end)
            tail.header = blocks.header
            blocks.openHeader(from: header)
        } else if isContinued {
            tail.leaf = leaf(open, to: blocks.text.count)
        } else {
            tail.leaf = leaf(open, to: textCount)
            tail.lineLeaf = lineLeaf()
        }
        return tail
    }

    private func leaf(_ block: OpenBlock, to end: Int) -> Tail.Leaf? {
        var end = end
        switch block.kind {
        case .paragraph:
            return Tail.Leaf(
                id: block.id, isVerbatim: false, isParagraph: true, content: block.contentStart..<end)
        case .heading:
            return Tail.Leaf(id: block.id, isVerbatim: false, content: block.contentStart..<end)
        case .indentedCode:
            end = blocks.indentedCodeEnd(block.contentStart..<end)
            return Tail.Leaf(id: block.id, isVerbatim: true, content: block.contentStart..<max(block.contentStart, end))
        case .fencedCode, .html:
            return Tail.Leaf(id: block.id, isVerbatim: true, content: block.contentStart..<end)
        case .document, .blockQuote, .list, .listItem, .table: return nil
        }
    }

    /// The leaf that the unfinished line has opened: it is open, or it is a heading.
    private func lineLeaf() -> Tail.Leaf? {
        if let leaf = leaf(blocks.tip, to: blocks.text.count) { return leaf }
        if case .close(let id, .inlines, let content) = blocks.changes.last {
            return Tail.Leaf(id: id, isVerbatim: false, content: content)
        }
        return nil
    }
}
