/// The plain text of one tree while it is being written.
struct PlainTextOutput {
    /// How far items are indented at most; what is deeper stands there too.
    private static let maximumIndent = 64

    private let options: PlainTextWriter.Options
    private var bytes: [UInt8] = []
    /// The spans that are open: for a link, its address in the content, and where its text begins in `bytes`.
    private var spans: [(address: Range<Int>, start: Int)] = []
    /// The lists that are open: the number of the next item, nil for bullets.
    private var lists: [UInt32?] = []
    /// The items that are open: by how much each is indented more than the one around it.
    private var indents: [Int] = []
    private var indent = 0
    /// How many line ends are due before what is written next.
    private var lineEnds = 0

    init(options: PlainTextWriter.Options) {
        self.options = options
    }

    /// Writes what stands before a block's children, and its inline content.
    mutating func enter(_ block: BlockNode) {
        switch block.kind {
        case .bulletList: lists.append(nil)
        case .orderedList(let start, _): lists.append(start)
        case .listItem(let task): enterItem(task)
        case .paragraph, .heading: write(block.content)
        case .codeBlock, .htmlBlock: write(lines: block.content.bytes)
        case .tableCell:
            startText()
            if block.previous != BlockNode.none { append(", ") }
            write(block.content)
        case .thematicBreak, .blockQuote, .table, .tableRow: break
        }
    }

    /// Separates what follows from the block.
    mutating func leave(_ block: BlockNode, in nodes: [BlockNode]) {
        switch block.kind {
        case .bulletList, .orderedList: lists.removeLast()
        case .listItem: indent -= indents.popLast() ?? 0
        default: break
        }
        if bytes.isEmpty { return }
        switch block.kind {
        case .tableCell: break
        case .tableRow: lineEnds = max(lineEnds, 1)
        case .listItem: lineEnds = max(lineEnds, nodes[Int(block.parent)].kind.isTightList ? 1 : 2)
        default:
            let parent = nodes[Int(block.parent)]
            let isCompact = parent.parent != BlockNode.none && nodes[Int(parent.parent)].kind.isTightList
            lineEnds = max(lineEnds, isCompact ? 1 : 2)
        }
    }

    /// The text, with a line end if there is any.
    consuming func finished() -> [UInt8] {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
        return bytes
    }

    private mutating func enterItem(_ task: BlockKind.TaskState) {
        startText()
        var width = 2
        if let list = lists.indices.last, let number = lists[list] {
            let start = bytes.count
            DecimalDigits.append(number, to: &bytes)
            append(". ")
            width = bytes.count - start
            lists[list] = number &+ 1
        } else {
            append("– ")
        }
        indents.append(indent + width > Self.maximumIndent ? 0 : width)
        indent += indents.last ?? 0
        switch task {
        case .none: break
        case .open: append("☐ ")
        case .done: append("☑ ")
        }
    }

    /// Writes the line ends that are due, and indents.
    private mutating func startText() {
        guard lineEnds > 0 else { return }
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: lineEnds))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
        lineEnds = 0
    }

    private mutating func endLine() {
        lineEnds += 1
    }

    private mutating func write(lines: [UInt8]) {
        var end = lines.count
        while end > 0, lines[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        var start = 0
        while start < end {
            let next = lines[start..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
            if next > start {
                startText()
                bytes.append(contentsOf: lines[start..<next])
            }
            if next < end { endLine() }
            start = next + 1
        }
    }

    private mutating func write(_ content: InlineLog) {
        if content.events.isEmpty { return }
        startText()
        spans.removeAll(keepingCapacity: true)
        for event in content.events { write(event, of: content.bytes) }
        while let span = spans.popLast() { leave(span, of: content.bytes) }
    }

    private mutating func write(_ event: InlineEvent, of text: [UInt8]) {
        if lineEnds > 0, !event.kind.isSpan, event.kind != .exit { startText() }
        switch event.kind {
        case .text, .code: bytes.append(contentsOf: text[event.first])
        case .image: bytes.append(contentsOf: text[event.description])
        case .softBreak: append(" ")
        case .lineBreak: endLine()
        case .sourceMark, .rawHTML: break
        case .emphasis, .strong, .strikethrough: spans.append((0..<0, bytes.count))
        case .link: spans.append((event.first, bytes.count))
        case .exit: if let span = spans.popLast() { leave(span, of: text) }
        }
    }

    private mutating func leave(_ span: (address: Range<Int>, start: Int), of text: [UInt8]) {
        guard options.hasAddresses, !span.address.isEmpty else { return }
        let address = text[span.address]
        let shown = bytes[min(span.start, bytes.count)...]
        if shown.elementsEqual(address) || WrittenAddress.withoutMailScheme(address).elementsEqual(shown) { return }
        append(" (")
        bytes.append(contentsOf: address)
        append(")")
    }

    private mutating func append(_ letters: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: letters.utf8Start, count: letters.utf8CodeUnitCount))
    }
}
