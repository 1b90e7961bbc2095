extension TerminalLayout {
    /// Lays a block without blocks, or a table, out; one without content has no lines.
    mutating func layOut(_ block: BlockNode, at index: Int, in tree: MarkdownTree) {
        switch block.kind {
        case .paragraph, .tableCell: layOut(block, traits: [], in: tree)
        case .heading: layOut(block, traits: .bold, in: tree)
        case .thematicBreak:
            start(block, in: tree)
            append(rule())
        case .codeBlock:
            if codeOffset == 0 { start(block, in: tree) }
            let count = block.content.bytes.count
            if codeOffset < count || count == 0 { appendCode(block.content.bytes[min(codeOffset, count)...]) }
            codeOffset = 0
        case .htmlBlock: layOut(html: block, in: tree)
        case .table:
            if block.firstChild == BlockNode.none { return }
            start(block, in: tree)
            for line in TableLayout.lines(of: index, in: tree.nodes, width: contentWidth, style: style) { append(line) }
        case .blockQuote, .bulletList, .orderedList, .listItem, .tableRow: break
        }
    }

    /// Lays the lines out that an open code block has got its line ends for, as far as that has not been done.
    mutating func layOutCompleteLines(of block: BlockNode, in tree: MarkdownTree) {
        let code = block.content.bytes
        guard let end = code.lastIndex(of: UInt8(ascii: "\n")), codeOffset <= end else { return }
        if codeOffset == 0 { start(block, in: tree) }
        appendCode(code[codeOffset...end])
        codeOffset = end + 1
    }

    private mutating func start(_ block: BlockNode, in tree: MarkdownTree) {
        requestBlank(before: block.kind)
        begin(in: tree)
        frames[frames.count - 1].endsInParagraph = block.kind == .paragraph
    }

    private mutating func layOut(_ block: BlockNode, traits: TerminalFace.Traits, in tree: MarkdownTree) {
        if block.content.events.isEmpty { return }
        start(block, in: tree)
        for line in InlineLayout.lines(of: block.content, width: contentWidth, style: style, traits: traits) {
            append(line)
        }
    }

    /// A line across the text; no wider than a text should be.
    private func rule() -> TerminalLine {
        var line = TerminalLine(width: min(contentWidth, 72))
        let dim = TerminalFace(traits: .dim)
        TerminalFace.change(from: .plain, to: dim, style, addresses: [], in: &line.bytes)
        for _ in 0..<line.width { TerminalFace.append("─", to: &line.bytes) }
        TerminalFace.change(from: dim, to: .plain, style, addresses: [], in: &line.bytes)
        return line
    }

    /// Adds lines of code: behind a bar on a terminal, behind four spaces elsewhere.
    private mutating func appendCode(_ code: ArraySlice<UInt8>) {
        var lead = style.isInteractive ? bar() : [0x20, 0x20, 0x20, 0x20]
        var leadWidth = style.isInteractive ? 2 : 4
        if contentWidth - leadWidth < narrowest { (lead, leadWidth) = ([], 0) }
        for line in broken(code, width: contentWidth - leadWidth, traits: .code) {
            var whole = TerminalLine(bytes: lead, width: leadWidth)
            if line.width == 0 { whole.trim() }
            whole.bytes += line.bytes
            whole.width += line.width
            append(whole)
        }
    }

    private mutating func layOut(html block: BlockNode, in tree: MarkdownTree) {
        if block.content.events.isEmpty { return }
        start(block, in: tree)
        for line in broken(block.content.bytes[...], width: contentWidth, traits: []) { append(line) }
    }

    /// Lines of text that keep their spaces; a line end at the end ends the last line.
    private func broken(_ text: ArraySlice<UInt8>, width: Int, traits: TerminalFace.Traits) -> [TerminalLine] {
        var breaker = LineBreaker(width: width, style: style, breaksAnywhere: true)
        let face = TerminalFace(traits: traits)
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
            text[start..<end].withUnsafeBufferPointer { breaker.appendCode($0, face) }
            breaker.endLine()
            start = end + 1
        }
        return breaker.lines
    }
}
