extension InlineReading {
    /// `<`: an autolink (§6.5), raw HTML (§6.6), or text.
    mutating func pointedBracket(_ offset: Int) -> Int {
        let address = AutolinkSyntax.address(source, offset, end)
        if case .found(let last) = address { return add(InlineNode(.autolink, offset, last)) }
        let email = AutolinkSyntax.email(source, offset, end)
        if case .found(let last) = email { return add(InlineNode(.emailAutolink, offset, last)) }
        if isOpen, address == .unfinished || email == .unfinished { return withhold(from: offset) }
        let isText = options.rawHTML == .asText
        switch html.reach(source, offset, end) {
        case .found(let last): return add(InlineNode(isText ? .literal : .html, offset, last))
        case .absent: return offset + 1
        case .unfinished:
            guard isOpen else { return offset + 1 }
            return isText ? show(.literal, from: offset, content: offset..<contentEnd) : withhold(from: offset)
        }
    }

    /// The colon of `https://` or the period of `www.`: an extended autolink (GFM §6.9), or text. There is none in the
    /// text of what may become a link.
    mutating func addressMark(_ byte: UInt8, _ offset: Int) -> Int {
        guard options.hasAutolinks else { return offset + 1 }
        let isWeb = byte == UInt8(ascii: ".")
        guard let first = isWeb ? webStart(offset) : schemeStart(offset), ExtendedAutolink.canFollow(source, first)
        else { return offset + 1 }
        if isInBracket {
            noteBracketed(first)
            return offset + 1
        }
        switch ExtendedAutolink.reach(source, first, offset, end, isWeb: isWeb, isOpen: isOpen) {
        case .found(let last): return add(InlineNode(isWeb ? .webAutolink : .extendedAutolink, first, last))
        case .absent: return offset + 1
        case .unfinished:
            var last = contentEnd
            while last > first, ExtendedAutolink.isDelimiter(source[last - 1]) { last -= 1 }
            return show(.literal, from: first, content: first..<last)
        }
    }

    /// Notes that a reading must not begin between the outermost bracket and an address: it would not know the bracket,
    /// and take the address for a link.
    private mutating func noteBracketed(_ offset: Int) {
        guard let bracket = scratch.brackets.first else { return }
        let start = Int(scratch.nodes[bracket.node].start)
        if let last = scratch.bracketed.last, last.lowerBound == start { scratch.bracketed.removeLast() }
        scratch.bracketed.append(start..<offset)
    }

    private func webStart(_ period: Int) -> Int? {
        let first = period - 3
        guard first >= textStart else { return nil }
        for index in first..<period where source[index] != UInt8(ascii: "w") { return nil }
        return first
    }

    private func schemeStart(_ colon: Int) -> Int? {
        var first = colon
        while first > textStart, colon - first < 6, source[first - 1].isLetter { first -= 1 }
        for scheme: StaticString in ["https", "http", "ftp"] where scheme.utf8CodeUnitCount == colon - first {
            var isSame = true
            for index in 0..<scheme.utf8CodeUnitCount where source[first + index] | 0x20 != scheme.utf8Start[index] {
                isSame = false
            }
            if isSame { return first }
        }
        return nil
    }

    /// Moves the settled offset before a word that may become the beginning of an e-mail address.
    mutating func settle() {
        guard isOpen else {
            limit = end
            return
        }
        limit = max(limit, start)
        guard options.hasAutolinks else { return }
        if hasAtSign, ExtendedAutolink.hasAtSign(source, before: contentEnd) { endsInDoubt = true }
        guard let word = ExtendedAutolink.wordStart(source, limit) else { return }
        var index = scratch.nodes.endIndex - 1
        while index >= 0, Int(scratch.nodes[index].start) >= limit { index -= 1 }
        let wordEnd = limit
        while index >= 0, limit > word {
            let node = scratch.nodes[index]
            guard min(Int(node.end), wordEnd) == limit, isPlainText(node) else { break }
            limit = max(word, Int(node.start))
            index -= 1
        }
    }

    /// Whether a piece is shown just as it stands in the source.
    func isPlainText(_ node: InlineNode) -> Bool {
        node.kind == .text || node.kind == .run && scratch.runs[Int(node.index)].isUnused
    }
}
