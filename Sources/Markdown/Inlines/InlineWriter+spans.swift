extension InlineWriter {
    mutating func writeRun(_ run: DelimiterRun, _ log: inout InlineLog) {
        for _ in 0..<run.exitCount { leave(&log) }
        let textStart = Int(run.offset + run.closingWidth)
        writeText(textStart, textStart + Int(run.remaining), &log)
        var opening = run.openings
        while opening >= 0 {
            let next = reading.scratch.openings[Int(opening)]
            enter(run.character, next.width, &log)
            opening = next.next
        }
    }

    private mutating func enter(_ character: UInt8, _ width: UInt8, _ log: inout InlineLog) {
        if imageDepth > 0 {
            reading.scratch.spans.append(Span.hidden)
        } else if depth >= options.maximumSpanDepth {
            writeDelimiters(character, width, &log)
            reading.scratch.spans.append(Span.asText + width)
            reading.scratch.spans.append(character)
        } else {
            let isStrong = width == 2
            log.append(character == UInt8(ascii: "~") ? .strikethrough : isStrong ? .strong : .emphasis)
            push(Span.shown)
        }
    }

    mutating func push(_ span: UInt8) {
        reading.scratch.spans.append(span)
        if span == Span.shown { depth += 1 }
    }

    mutating func leave(_ log: inout InlineLog) {
        guard let span = reading.scratch.spans.popLast() else { return }
        switch span {
        case Span.hidden: break
        case Span.shown:
            depth -= 1
            log.append(.exit)
        default:
            let width = (reading.scratch.spans.popLast() ?? Span.asText) - Span.asText
            writeDelimiters(span, width, &log)
        }
    }

    private func writeDelimiters(_ character: UInt8, _ width: UInt8, _ log: inout InlineLog) {
        for _ in 0..<width { log.appendText([character]) }
    }

    /// Ends the spans that end with the text; one with nothing in it is not shown.
    mutating func closeSpans(_ log: inout InlineLog) {
        for _ in 0..<reading.openSpanCount {
            if reading.scratch.spans.last == Span.shown, let last = log.events.last, last.kind.isSpan {
                var mark = log.mark
                mark.eventCount -= 1
                log.truncate(to: mark)
                depth -= 1
                reading.scratch.spans.removeLast()
            } else {
                leave(&log)
            }
        }
    }
}
