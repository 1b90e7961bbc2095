/// The last pass over a leaf's content: it makes events of the pieces, and knows where the reading is settled.
struct InlineWriter {
    /// What an exit ends. Beyond ``asText`` it is the delimiters themselves: a span that would be too deep is text.
    enum Span {
        static let hidden: UInt8 = 0
        static let shown: UInt8 = 1
        static let asText: UInt8 = 2
    }

    var reading: InlineReading
    let source: Bytes
    let options: MarkdownOptions
    var depth = 0
    var isInLink = false
    var imageDepth = 0
    var imageMark = InlineLog.Mark()
    /// The settled place: the last one before the limit that is in no span.
    private var settled: (offset: Int, mark: InlineLog.Mark)
    private var isSettled = false
    private var bracketedIndex = 0

    init(_ reading: consuming InlineReading) {
        source = reading.source
        options = reading.options
        settled = (reading.start, InlineLog.Mark())
        self.reading = reading
    }

    /// Writes all events.
    mutating func write(into log: inout InlineLog) -> InlineOutcome {
        var index = 0
        while index < reading.scratch.nodes.count {
            let node = reading.scratch.nodes[index]
            noteSettled(Int(node.start), log)
            if reading.isPlainText(node) {
                var end = node.end
                index += 1
                while index < reading.scratch.nodes.count {
                    let next = reading.scratch.nodes[index]
                    guard next.start == end, reading.isPlainText(next) else { break }
                    end = next.end
                    index += 1
                }
                writePlain(Int(node.start), Int(end), &log)
            } else {
                write(node, &log)
                index += 1
            }
        }
        noteSettled(reading.contentEnd, log)
        let endsInText = log.events.last?.kind == .text && endsInTextNode
        closeSpans(&log)
        return InlineOutcome(
            offset: settled.offset, mark: settled.mark,
            endsInPlainText: reading.isOpen && endsInText && reading.openSpanCount == 0 && !reading.endsInDoubt,
            missing: reading.missing)
    }

    // MARK: What is settled

    private var isOutside: Bool { reading.scratch.spans.isEmpty && imageDepth == 0 }

    /// Notes that `offset` of the source is written up to the end of the log.
    private mutating func noteSettled(_ offset: Int, _ log: InlineLog) {
        if isSettled { return }
        if offset <= reading.limit, isOutside, !isBracketed(offset) { settled = (offset, log.mark) }
        if offset >= reading.limit { isSettled = true }
    }

    /// Whether a bracket before `offset` decides about an address after it. Offsets come in order.
    private mutating func isBracketed(_ offset: Int) -> Bool {
        let stretches = reading.scratch.bracketed
        while bracketedIndex < stretches.count, stretches[bracketedIndex].upperBound < offset { bracketedIndex += 1 }
        return bracketedIndex < stretches.count && stretches[bracketedIndex].lowerBound < offset
    }

    private var endsInTextNode: Bool {
        guard let last = reading.scratch.nodes.last, Int(last.end) == reading.contentEnd else { return false }
        switch last.kind {
        case .text, .escape, .entity: return true
        default: return false
        }
    }

    // MARK: Text

    /// Writes a stretch of the source as it is, with the e-mail addresses in it as links.
    private mutating func writePlain(_ start: Int, _ end: Int, _ log: inout InlineLog) {
        var written = start
        if reading.hasAtSign, !isInLink, imageDepth == 0 {
            for offset in start..<end where source[offset] == UInt8(ascii: "@") && offset >= written {
                let isAtOpenEnd = reading.isOpen && end == reading.contentEnd && end == reading.end
                if let email = ExtendedAutolink.email(source, offset, written, end, isAtOpenEnd: isAtOpenEnd) {
                    writeText(written, email.lowerBound, &log)
                    noteSettled(email.lowerBound, log)
                    writeAutolink(email, prefix: "mailto:", &log)
                    written = email.upperBound
                    noteSettled(written, log)
                }
            }
        }
        writeText(written, end, &log)
    }

    mutating func writeText(_ start: Int, _ end: Int, _ log: inout InlineLog) {
        guard end > start else { return }
        let limit = reading.limit
        if !isSettled, isOutside, limit > start, limit < end {
            log.appendText(source.part(start, limit))
            noteSettled(limit, log)
            log.appendText(source.part(limit, end))
        } else {
            log.appendText(source.part(start, end))
        }
    }

    private mutating func write(_ node: InlineNode, _ log: inout InlineLog) {
        let start = Int(node.start)
        let end = Int(node.end)
        switch node.kind {
        case .text, .literal: log.appendText(source.part(start, end))
        case .escape: log.appendText(source.part(start + 1, end))
        case .entity:
            reading.scratch.text.removeAll(keepingCapacity: true)
            CharacterReference.append(source, start, end, to: &reading.scratch.text)
            log.appendText(reading.scratch.text)
        case .softBreak, .lineBreak:
            if imageDepth > 0 {
                log.appendText([0x20])
            } else {
                log.append(node.kind == .softBreak ? .softBreak : .lineBreak)
            }
        case .code: writeCode(start + Int(node.index), end - Int(node.index), isClosed: true, &log)
        case .openCode: writeCode(start + Int(node.index), end, isClosed: false, &log)
        case .html: writeLeaf(.rawHTML, start..<end, in: start..<end, &log)
        case .autolink: writeAutolink(start + 1..<end - 1, prefix: "", &log)
        case .emailAutolink: writeAutolink(start + 1..<end - 1, prefix: "mailto:", &log)
        case .extendedAutolink: writeAutolink(start..<end, prefix: "", &log)
        case .webAutolink: writeAutolink(start..<end, prefix: "http://", &log)
        case .run: writeRun(reading.scratch.runs[Int(node.index)], &log)
        case .bracket: break
        case .linkStart: enterLink(reading.scratch.links[Int(node.index)], &log)
        case .linkEnd: leaveLink(&log)
        case .imageStart: enterImage(log)
        case .imageEnd: leaveImage(reading.scratch.links[Int(node.index)], &log)
        case .sourceMark: writeLeaf(.sourceMark, start + 1..<end - 1, in: start..<end, &log)
        }
    }

    /// Writes an event of this part of a piece; in the description of an image, the piece as text.
    private mutating func writeLeaf(
        _ kind: InlineEvent.Kind, _ part: Range<Int>, in piece: Range<Int>, _ log: inout InlineLog
    ) {
        if imageDepth > 0 {
            log.appendText(source.part(piece.lowerBound, piece.upperBound))
        } else {
            log.append(kind, source.part(part.lowerBound, part.upperBound))
        }
    }

    /// Line endings are spaces; one space on either side goes if there is one on both and something else between.
    private mutating func writeCode(_ start: Int, _ end: Int, isClosed: Bool, _ log: inout InlineLog) {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A }
        var content = source.part(start, end)
        if isClosed, content.count > 1, isSpace(content[0]), isSpace(content[content.count - 1]),
            content.contains(where: { !isSpace($0) })
        {
            content = source.part(start + 1, end - 1)
        }
        reading.scratch.text.removeAll(keepingCapacity: true)
        for byte in content { reading.scratch.text.append(byte == 0x0A ? 0x20 : byte) }
        if imageDepth > 0 { log.appendText(reading.scratch.text) } else { log.append(.code, reading.scratch.text) }
    }
}
