/// The HTML of one tree while it is being written.
struct HTMLOutput {
    let options: HTMLWriter.Options
    var bytes: [UInt8]
    /// The spans that are open where the writing is.
    var spans: [InlineEvent.Kind] = []

    init(options: HTMLWriter.Options, bytes: [UInt8]) {
        self.options = options
        self.bytes = bytes
    }

    /// Writes what stands before a block's children, and its inline content.
    mutating func enter(_ block: BlockNode, in nodes: [BlockNode]) {
        switch block.kind {
        case .paragraph: enterParagraph(block, in: nodes)
        case .heading(let level):
            startLine("<h")
            bytes.append(UInt8(ascii: "0") + min(max(level, 1), 6))
            closeTag(hasText: true)
            write(block.content)
        case .thematicBreak: startLine("<hr />\n")
        case .blockQuote: startLine("<blockquote>\n")
        case .bulletList: startLine("<ul>\n")
        case .orderedList(let start, _): enterList(start: start)
        case .listItem(let task): enterItem(task)
        case .codeBlock(let info): write(code: block.content, info: info)
        case .htmlBlock: write(html: block.content)
        case .table: startLine("<table>")
        case .tableRow: enterRow(block, in: nodes)
        case .tableCell(let alignment, let isHeader): write(cell: block.content, alignment, isHeader: isHeader)
        }
    }

    /// Writes what stands behind a block's children.
    mutating func leave(_ block: BlockNode, in nodes: [BlockNode]) {
        switch block.kind {
        case .paragraph: if !Self.isBare(block, in: nodes) { append("</p>\n") }
        case .heading(let level):
            append("</h")
            bytes.append(UInt8(ascii: "0") + min(max(level, 1), 6))
            append(">\n")
        case .blockQuote: startLine("</blockquote>\n")
        case .bulletList: startLine("</ul>\n")
        case .orderedList: startLine("</ol>\n")
        case .listItem: append("</li>\n")
        case .table: leaveTable(block, in: nodes)
        case .tableRow: startLine(Self.isHead(block) ? "</tr>\n</thead>" : "</tr>")
        case .thematicBreak, .codeBlock, .htmlBlock, .tableCell: break
        }
    }

    mutating func append(_ letters: StaticString) {
        HTMLEscaping.append(letters, to: &bytes)
    }

    private mutating func enterParagraph(_ block: BlockNode, in nodes: [BlockNode]) {
        if !Self.isBare(block, in: nodes) {
            startLine("<p")
            let isInItem = if case .listItem = nodes[Int(block.parent)].kind { true } else { false }
            closeTag(hasText: !isInItem)
        }
        write(block.content)
    }

    private mutating func enterList(start: UInt32) {
        guard start != 1 else { return startLine("<ol>\n") }
        startLine("<ol start=\"")
        DecimalDigits.append(start, to: &bytes)
        append("\">\n")
    }

    private mutating func enterItem(_ task: BlockKind.TaskState) {
        startLine("<li")
        closeTag(hasText: true)
        switch task {
        case .none: break
        case .open: append("<input disabled=\"\" type=\"checkbox\"> ")
        case .done: append("<input checked=\"\" disabled=\"\" type=\"checkbox\"> ")
        }
    }

    private mutating func write(code: InlineLog, info: [UInt8]) {
        startLine(options.hasDirection ? "<pre dir=\"ltr\"><code" : "<pre><code")
        let language = info.prefix { $0 != UInt8(ascii: " ") && !(9...13).contains($0) }
        if !language.isEmpty {
            append(" class=\"language-")
            language.withUnsafeBufferPointer { HTMLEscaping.append($0, to: &bytes) }
            append("\"")
        }
        append(">")
        code.bytes.withUnsafeBufferPointer { HTMLEscaping.append($0, to: &bytes) }
        append("</code></pre>\n")
    }

    private mutating func write(html: InlineLog) {
        guard options.rawHTML == .asText else {
            startLine("")
            bytes.append(contentsOf: html.bytes)
            return startLine("")
        }
        startLine("<p")
        closeTag(hasText: true)
        let end = html.bytes.lastIndex { $0 != UInt8(ascii: "\n") } ?? -1
        html.bytes[...end].withUnsafeBufferPointer { HTMLEscaping.append($0, to: &bytes) }
        append("</p>\n")
    }

    private mutating func enterRow(_ row: BlockNode, in nodes: [BlockNode]) {
        if Self.isHead(row) {
            startLine("<thead>\n<tr>")
        } else if row.previous == BlockNode.none || Self.isHead(nodes[Int(row.previous)]) {
            startLine("<tbody>\n<tr>")
        } else {
            startLine("<tr>")
        }
    }

    private mutating func write(cell: InlineLog, _ alignment: BlockKind.CellAlignment, isHeader: Bool) {
        startLine(isHeader ? "<th" : "<td")
        switch alignment {
        case .none: break
        case .left: append(" align=\"left\"")
        case .center: append(" align=\"center\"")
        case .right: append(" align=\"right\"")
        }
        closeTag(hasText: true)
        write(cell)
        append(isHeader ? "</th>" : "</td>")
    }

    private mutating func leaveTable(_ table: BlockNode, in nodes: [BlockNode]) {
        let hasBody = table.lastChild != BlockNode.none && !Self.isHead(nodes[Int(table.lastChild)])
        startLine(hasBody ? "</tbody>\n</table>\n" : "</table>\n")
    }

    private mutating func closeTag(hasText: Bool) {
        append(hasText && options.hasDirection ? " dir=\"auto\">" : ">")
    }

    private mutating func startLine(_ letters: StaticString) {
        if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        append(letters)
    }

    /// Whether a paragraph stands in a tight list, and so has no tags.
    private static func isBare(_ paragraph: BlockNode, in nodes: [BlockNode]) -> Bool {
        let outer = nodes[Int(paragraph.parent)]
        guard case .listItem = outer.kind else { return false }
        return nodes[Int(outer.parent)].kind.isTightList
    }

    /// Whether a row is its table's head: a header row, and the first.
    private static func isHead(_ row: BlockNode) -> Bool {
        row.kind == .tableRow(isHeader: true) && row.previous == BlockNode.none
    }
}
