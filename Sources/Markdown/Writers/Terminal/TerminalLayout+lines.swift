extension TerminalLayout {
    /// The columns that are left for content.
    var contentWidth: Int { max(narrowest, width - prefixWidth) }

    /// The columns that no prefix takes.
    var narrowest: Int { min(16, max(2, width / 2)) }

    /// Asks for a blank line before the next block with a line, if its place wants one.
    mutating func requestBlank(before kind: BlockKind) {
        guard let frame = frames.last, frame.isShown else { return }
        switch frame.kind {
        case .bulletList, .orderedList: isBlankDue = frame.isSpaced
        case .listItem: isBlankDue = !(kind.isList && frame.endsInParagraph)
        default: isBlankDue = true
        }
    }

    /// Makes ready for a line in the innermost frame: the blank line that is due, and what stands before it.
    mutating func begin(in tree: MarkdownTree) {
        if isBlankDue {
            isBlankDue = false
            if frames[resolvedFrames - 1].kind.isItem { frames[resolvedFrames - 1].isSpaced = true }
            append(TerminalLine())
        }
        var shown = frames.count
        while shown > 0, !frames[shown - 1].isShown {
            shown -= 1
            frames[shown].isShown = true
        }
        if resolvedFrames == frames.count { return }
        var first = firstPrefix ?? prefix
        while resolvedFrames < frames.count {
            resolve(resolvedFrames, in: tree, &first)
            resolvedFrames += 1
        }
        firstPrefix = first
    }

    /// Adds a line behind what stands before it.
    mutating func append(_ line: TerminalLine) {
        var whole = TerminalLine(bytes: firstPrefix ?? prefix, width: prefixWidth + line.width)
        firstPrefix = nil
        whole.bytes += line.bytes
        if line.width == 0 { whole.trim() }
        lines.append(whole)
    }

    /// Adds what a frame puts before its lines: nothing where that would leave too little for content.
    private mutating func resolve(_ index: Int, in tree: MarkdownTree, _ first: inout [UInt8]) {
        frames[index].outerLength = prefix.count
        frames[index].outerWidth = prefixWidth
        switch frames[index].kind {
        case .blockQuote:
            if index == 0 || prefixWidth + 2 + narrowest > width { return }
            let bar = bar()
            prefix += bar
            first += bar
            prefixWidth += 2
        case .listItem:
            var task = BlockKind.TaskState.none
            if let kind = tree.kind(of: frames[index].id), case .listItem(let state) = kind { task = state }
            let marker = marker(number: frames[index].number, task)
            if prefixWidth + marker.width + narrowest > width { return }
            prefix.append(contentsOf: repeatElement(0x20, count: marker.width))
            first += marker.bytes
            prefixWidth += marker.width
        default: return
        }
    }

    /// The bar at the left of quotes.
    func bar() -> [UInt8] {
        var bar: [UInt8] = []
        let dim = TerminalFace(traits: .dim)
        TerminalFace.change(from: .plain, to: dim, style, addresses: [], in: &bar)
        TerminalFace.append("│", to: &bar)
        TerminalFace.change(from: dim, to: .plain, style, addresses: [], in: &bar)
        bar.append(0x20)
        return bar
    }

    private func marker(number: UInt32?, _ task: BlockKind.TaskState) -> TerminalLine {
        var marker = TerminalLine()
        if let number {
            DecimalDigits.append(number, to: &marker.bytes)
            marker.bytes += [UInt8(ascii: "."), 0x20]
            marker.width = marker.bytes.count
        }
        switch task {
        case .none:
            if number != nil { return marker }
            TerminalFace.append("• ", to: &marker.bytes)
        case .open: TerminalFace.append("☐ ", to: &marker.bytes)
        case .done: TerminalFace.append("☑ ", to: &marker.bytes)
        }
        marker.width += 2
        return marker
    }
}
