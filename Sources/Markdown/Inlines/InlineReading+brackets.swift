extension InlineReading {
    /// What follows the text of a link.
    private enum LinkTail {
        case link(ResolvedLink, end: Int)
        case absent
        /// The text ended where it could still become one.
        case unfinished
    }

    /// `[` or `![`: where a link or an image may begin (§6.3, §6.4).
    mutating func openBracket(_ offset: Int, isImage: Bool) -> Int {
        let contentStart = offset + (isImage ? 2 : 1)
        let next = add(InlineNode(.bracket, offset, contentStart))
        if let last = scratch.brackets.indices.last { scratch.brackets[last].hasBracketAfter = true }
        scratch.brackets.append(
            Bracket(
                isImage: isImage, node: scratch.nodes.count - 1, contentStart: contentStart,
                runCount: scratch.runs.count))
        if isImage { imageBracketCount += 1 }
        return next
    }

    /// `]`: the end of a link or an image, or text.
    mutating func closeBracket(_ offset: Int) -> Int {
        guard let bracket = scratch.brackets.last else { return offset + 1 }
        if !bracket.isImage, scratch.brackets.count <= deadBracketCount {
            popBracket()
            scratch.nodes[bracket.node].kind = .text
            return offset + 1
        }
        switch linkTail(of: bracket, offset) {
        case .link(let link, let end):
            return makeLink(bracket, link, offset, end)
        case .unfinished where isOpen:
            return withhold(from: offset)
        case .absent, .unfinished:
            popBracket()
            scratch.nodes[bracket.node].kind = .text
            if options.hasSourceMarks, !bracket.isImage, isSourceMark(bracket.contentStart, offset) {
                return makeSourceMark(bracket, offset)
            }
            return offset + 1
        }
    }

    /// At the end of an open text: brackets are not shown while they may become links. One that may become a source
    /// mark hides its digits too.
    mutating func closeBracketsAtEnd() {
        for (index, bracket) in scratch.brackets.enumerated() {
            let isPending = isOpen && (bracket.isImage || index >= deadBracketCount)
            if !isPending { scratch.nodes[bracket.node].kind = .text }
        }
        guard isOpen, options.hasSourceMarks, let last = scratch.brackets.last, !last.isImage,
            scratch.brackets.count > deadBracketCount,
            contentEnd == last.contentStart || isSourceMark(last.contentStart, contentEnd)
        else { return }
        scratch.nodes.cut(to: last.node + 1)
        contentEnd = last.contentStart - 1
        limit = min(limit, contentEnd)
        endsInDoubt = true
    }

    private mutating func popBracket() {
        guard let bracket = scratch.brackets.popLast() else { return }
        if bracket.isImage { imageBracketCount -= 1 }
        deadBracketCount = min(deadBracketCount, scratch.brackets.count)
    }

    private mutating func makeLink(_ bracket: Bracket, _ link: ResolvedLink, _ offset: Int, _ end: Int) -> Int {
        resolveEmphasis(from: bracket.runCount, to: scratch.runs.count)
        dropRuns(from: bracket.runCount)
        popBracket()
        scratch.links.append(link)
        let index = scratch.links.count - 1
        scratch.nodes[bracket.node].kind = bracket.isImage ? .imageStart : .linkStart
        scratch.nodes[bracket.node].index = Int32(truncatingIfNeeded: index)
        if !bracket.isImage { deadBracketCount = scratch.brackets.count }
        return add(InlineNode(bracket.isImage ? .imageEnd : .linkEnd, offset, end, index: index))
    }

    private mutating func makeSourceMark(_ bracket: Bracket, _ offset: Int) -> Int {
        scratch.nodes[bracket.node] = InlineNode(.sourceMark, bracket.contentStart - 1, offset + 1)
        textStart = offset + 1
        return textStart
    }

    private func isSourceMark(_ first: Int, _ last: Int) -> Bool {
        guard (1...3).contains(last - first) else { return false }
        for index in first..<last where !source[index].isDigit { return false }
        return true
    }

    /// What follows the bracket at `offset`: an address, a label, or nothing, where the text itself is the label.
    private mutating func linkTail(of bracket: Bracket, _ offset: Int) -> LinkTail {
        let next = offset + 1
        if next >= end, isOpen { return .unfinished }
        if next < end, source[next] == UInt8(ascii: "(") {
            let tail = inlineTail(next + 1)
            if case .absent = tail {} else if isOpen { return tail }
            if case .link = tail { return tail }
        }
        if next < end, source[next] == UInt8(ascii: "[") {
            switch LinkSyntax.label(source, next, end) {
            case .found(let last) where last - next == 2:
                return bracket.hasBracketAfter ? .absent : reference(bracket.contentStart, offset, last)
            case .found(let last) where LinkSyntax.isLabel(source.part(next + 1, last - 1)):
                return reference(next + 1, last - 1, last)
            case .unfinished where isOpen: return .unfinished
            case .found, .absent, .unfinished: break
            }
        }
        return bracket.hasBracketAfter ? .absent : reference(bracket.contentStart, offset, next)
    }

    /// `(address "title")`, from behind the parenthesis.
    private func inlineTail(_ offset: Int) -> LinkTail {
        let first = source.afterWhitespace(offset, end)
        var link = ResolvedLink()
        switch LinkSyntax.destination(source, first, end) {
        case .absent: return .absent
        case .unfinished: return .unfinished
        case .found(let last):
            link.address = LinkSyntax.inner(source, first, last)
            var next = source.afterWhitespace(last, end)
            if next > last, next < end, source[next] != UInt8(ascii: ")") {
                switch LinkSyntax.title(source, next, end) {
                case .absent: return .absent
                case .unfinished: return .unfinished
                case .found(let titleEnd):
                    link.title = next + 1..<titleEnd - 1
                    next = source.afterWhitespace(titleEnd, end)
                }
            }
            if next >= end { return .unfinished }
            return source[next] == UInt8(ascii: ")") ? .link(link, end: next + 1) : .absent
        }
    }

    /// A link by a definition; a label that nothing defines is noted as missing.
    private mutating func reference(_ first: Int, _ last: Int, _ end: Int) -> LinkTail {
        let label = source.part(first, last)
        guard LinkSyntax.isLabel(label) else { return .absent }
        LinkLabel.normalise(label, into: &scratch.label)
        guard let found = references.place(ofForm: scratch.label) else {
            let hash = LinkLabel.hash(scratch.label)
            if missing.last != hash { missing.append(hash) }
            return .absent
        }
        var link = ResolvedLink()
        link.reference = found
        return .link(link, end: end)
    }
}
