extension InlineReading {
    /// A longer run of back-ticks is text.
    private static var longestRun: Int { 1_000 }

    /// A run of back-ticks: a code span up to the next run as long, or text (§6.1).
    mutating func backticks(_ offset: Int) -> Int {
        let contentStart = endOfRun(UInt8(ascii: "`"), offset)
        let length = contentStart - offset
        if isOpen, contentStart == end { return withhold(from: offset) }
        if length > Self.longestRun { return contentStart }
        if let close = closingBackticks(after: contentStart, length) {
            return add(InlineNode(.code, offset, close + length, index: length))
        }
        return isOpen ? openCode(offset, contentStart) : contentStart
    }

    /// Where a run of one byte ends.
    func endOfRun(_ byte: UInt8, _ offset: Int) -> Int {
        var last = offset
        while last < end, source[last] == byte { last += 1 }
        return last
    }

    /// A code span that nothing closes yet goes to the end.
    private mutating func openCode(_ offset: Int, _ contentStart: Int) -> Int {
        var last = end
        while last > contentStart, source[last - 1] == UInt8(ascii: "`") { last -= 1 }
        last = source.trimmedEnd(contentStart, last)
        let isPadded = last - contentStart > 1 && source[contentStart].isWhitespace
        return show(.openCode, from: offset, content: (isPadded ? contentStart + 1 : contentStart)..<last)
    }

    /// Where the next run of just this length begins. A run that ends an open source may still grow, and is none.
    private mutating func closingBackticks(after offset: Int, _ length: Int) -> Int? {
        if !hasClearedBackticks {
            scratch.backtickRuns.cut(to: 0)
            for _ in 0...Self.longestRun { scratch.backtickRuns.append(-1) }
            hasClearedBackticks = true
        }
        if hasSeenAllBackticks, scratch.backtickRuns[length] < offset { return nil }
        var next = offset
        while next < end {
            guard source[next] == UInt8(ascii: "`") else {
                next += 1
                continue
            }
            let last = endOfRun(UInt8(ascii: "`"), next)
            if isOpen, last == end { break }
            if last - next <= Self.longestRun { scratch.backtickRuns[last - next] = Int32(truncatingIfNeeded: next) }
            if last - next == length { return next }
            next = last
        }
        hasSeenAllBackticks = true
        return nil
    }
}
