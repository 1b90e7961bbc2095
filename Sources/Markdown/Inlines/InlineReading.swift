/// The first pass over a leaf's content: it finds the pieces, and which brackets are links. What is emphasis, is decided
/// in ``resolveEmphasis()``; ``InlineWriter`` then makes events of the pieces.
struct InlineReading {
    let source: Bytes
    let start: Int
    let isOpen: Bool
    let options: MarkdownOptions
    let references: ReferenceTable
    /// Where the bytes end that are read, and where the text ends that is shown: without the white space at the end.
    let end: Int
    var contentEnd: Int
    var scratch: InlineScratch
    /// Before this offset, nothing can change any more.
    var limit: Int
    /// Whether an at sign was seen, so that there may be e-mail addresses.
    var hasAtSign = false
    /// Whether the text ends in something that is shown as text and may be something else.
    var endsInDoubt = false
    var missing: [UInt64] = []
    /// How many of the brackets, from the outermost, can be no link because there is a link in them.
    var deadBracketCount = 0
    var imageBracketCount = 0
    /// How many spans are shown as ending with the text.
    var openSpanCount = 0
    /// The last run of delimiters that is still in play, -1 for none.
    var lastRun: Int32 = -1
    /// What no later search needs to look for again.
    var hasClearedBackticks = false
    var hasSeenAllBackticks = false
    var html = HTMLSyntax()
    /// Where the text begins that was passed by and has no piece yet.
    var textStart: Int

    init(
        _ source: Bytes, from start: Int, isOpen: Bool, _ options: MarkdownOptions, _ references: ReferenceTable,
        _ memory: inout InlineScratch
    ) {
        self.source = source
        self.start = start
        self.isOpen = isOpen
        self.options = options
        self.references = references
        scratch = InlineScratch()
        swap(&scratch, &memory)
        scratch.removeAll()
        let whole = isOpen ? max(source.endOfWholeCharacters, start) : source.count
        contentEnd = source.trimmedEnd(start, whole)
        end = isOpen ? whole : contentEnd
        endsInDoubt = whole < source.count
        limit = contentEnd
        textStart = start
    }

    /// Whether a bracket is open that may become a link or an image.
    var isInBracket: Bool { scratch.brackets.count > deadBracketCount || imageBracketCount > 0 }

    /// Reads it all.
    mutating func scan() {
        var offset = start
        while offset < end {
            let byte = source[offset]
            offset = InlineParser.isSpecial(byte) ? special(byte, offset) : offset + 1
        }
        flushText(to: contentEnd)
        closeBracketsAtEnd()
    }

    /// Takes what begins at a special byte; returns where to go on.
    private mutating func special(_ byte: UInt8, _ offset: Int) -> Int {
        switch byte {
        case 0x0A: lineEnding(offset)
        case UInt8(ascii: "\\"): backslash(offset)
        case UInt8(ascii: "`"): backticks(offset)
        case UInt8(ascii: "*"), UInt8(ascii: "_"): delimiters(byte, offset)
        case UInt8(ascii: "~"): options.hasStrikethrough ? delimiters(byte, offset) : offset + 1
        case UInt8(ascii: "["): openBracket(offset, isImage: false)
        case UInt8(ascii: "!"): exclamationMark(offset)
        case UInt8(ascii: "]"): closeBracket(offset)
        case UInt8(ascii: "&"): ampersand(offset)
        case UInt8(ascii: "<"): pointedBracket(offset)
        case UInt8(ascii: "@"): atSign(offset)
        default: addressMark(byte, offset)
        }
    }

    // MARK: What the constructs are made with

    /// Makes a piece of text of what was passed by.
    mutating func flushText(to offset: Int) {
        if offset > textStart { scratch.nodes.append(InlineNode(.text, textStart, offset)) }
        textStart = max(textStart, offset)
    }

    /// Adds a piece, after the text before it; returns its end, where to go on.
    mutating func add(_ node: InlineNode) -> Int {
        flushText(to: Int(node.start))
        scratch.nodes.append(node)
        textStart = Int(node.end)
        return textStart
    }

    /// Whether the text that was passed by last goes back to `offset`.
    func isInText(_ offset: Int) -> Bool { offset >= textStart }

    /// Shows nothing from `offset` on, because what comes decides what it is.
    mutating func withhold(from offset: Int) -> Int {
        endsInDoubt = true
        contentEnd = min(contentEnd, offset)
        limit = min(limit, offset)
        flushText(to: contentEnd)
        return end
    }

    /// Shows the rest, from `offset` on, as one piece that nothing settles before its end comes.
    mutating func show(_ kind: InlineNode.Kind, from offset: Int, content: Range<Int>) -> Int {
        endsInDoubt = true
        flushText(to: offset)
        limit = min(limit, offset)
        contentEnd = min(contentEnd, max(offset, content.upperBound))
        if !content.isEmpty {
            scratch.nodes.append(InlineNode(kind, offset, content.upperBound, index: content.lowerBound - offset))
        }
        textStart = contentEnd
        return end
    }

    // MARK: The small constructs

    private mutating func lineEnding(_ offset: Int) -> Int {
        if offset >= contentEnd { return withhold(from: contentEnd) }
        let isHard = offset - start >= 2 && source[offset - 1] == 0x20 && source[offset - 2] == 0x20
        let textEnd = source.trimmedEnd(textStart, offset)
        textStart = add(InlineNode(isHard ? .lineBreak : .softBreak, textEnd, offset + 1))
        while textStart < end, source[textStart].isBlank { textStart += 1 }
        return textStart
    }

    private mutating func backslash(_ offset: Int) -> Int {
        guard offset + 1 < end else { return isOpen ? withhold(from: offset) : offset + 1 }
        let next = source[offset + 1]
        if next.isPunctuation { return add(InlineNode(.escape, offset, offset + 2)) }
        guard next == 0x0A else { return offset + 1 }
        if contentEnd <= offset + 1 { return withhold(from: offset) }
        textStart = add(InlineNode(.lineBreak, offset, offset + 2))
        while textStart < end, source[textStart].isBlank { textStart += 1 }
        return textStart
    }

    private mutating func exclamationMark(_ offset: Int) -> Int {
        guard offset + 1 < end else { return isOpen ? withhold(from: offset) : offset + 1 }
        return source[offset + 1] == UInt8(ascii: "[") ? openBracket(offset, isImage: true) : offset + 1
    }

    private mutating func ampersand(_ offset: Int) -> Int {
        switch CharacterReference.reach(source, offset, end) {
        case .found(let last): add(InlineNode(.entity, offset, last))
        case .absent: offset + 1
        case .unfinished: isOpen ? withhold(from: offset) : offset + 1
        }
    }

    private mutating func atSign(_ offset: Int) -> Int {
        hasAtSign = options.hasAutolinks
        return offset + 1
    }
}
