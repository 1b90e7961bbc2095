extension InlineReading {
    /// A run of delimiters: one that can open or close a span, or text (§6.2).
    mutating func delimiters(_ character: UInt8, _ offset: Int) -> Int {
        let last = endOfRun(character, offset)
        if isOpen, last == end { return withhold(from: offset) }
        if character == UInt8(ascii: "~"), last - offset > 2 { return last }
        let before = offset == 0 ? .whitespace : CharacterClass(source.scalar(before: offset))
        let after = last == end ? .whitespace : CharacterClass(source.scalar(at: last).value)
        let isLeft = after == .other || after == .punctuation && before != .other
        let isRight = before == .other || before == .punctuation && after != .other
        var canOpen = isLeft
        var canClose = isRight
        if character == UInt8(ascii: "_") {
            canOpen = isLeft && (!isRight || before == .punctuation)
            canClose = isRight && (!isLeft || after == .punctuation)
        }
        guard canOpen || canClose else { return last }
        let index = Int32(truncatingIfNeeded: scratch.runs.count)
        let run = DelimiterRun(
            character: character, canOpen: canOpen, canClose: canClose,
            length: Int32(truncatingIfNeeded: last - offset),
            offset: Int32(truncatingIfNeeded: offset), remaining: Int32(truncatingIfNeeded: last - offset),
            previous: lastRun)
        if lastRun >= 0 { scratch.runs[Int(lastRun)].next = index }
        lastRun = index
        scratch.runs.append(run)
        return add(InlineNode(.run, offset, last, index: Int(index)))
    }

    /// Decides what is emphasis in all of the text, and up to where that is certain.
    mutating func resolveEmphasis() {
        let doubtful = isOpen ? firstOpenBracket : nil
        resolveEmphasis(from: 0, to: doubtful?.runCount ?? scratch.runs.count)
        guard isOpen else { return }
        if let doubtful { limit = min(limit, Int(scratch.nodes[doubtful.node].start)) }
        if let run = firstOpener(before: doubtful?.runCount ?? scratch.runs.count) {
            limit = min(limit, Int(scratch.runs[run].offset))
        }
        if doubtful != nil { resolveEmphasis(from: 0, to: scratch.runs.count) }
        closeSpansAtEnd()
    }

    /// The outermost bracket that may become a link or an image.
    private var firstOpenBracket: Bracket? {
        for (index, bracket) in scratch.brackets.enumerated() where bracket.isImage || index >= deadBracketCount {
            return bracket
        }
        return nil
    }

    private func firstOpener(before count: Int) -> Int? {
        var found: Int?
        var index = lastRun
        while index >= 0 {
            let run = scratch.runs[Int(index)]
            if run.canOpen, index < count { found = Int(index) }
            index = run.previous
        }
        return found
    }

    /// Matches openers and closers among the runs from `first` to `last`: the specification's "process emphasis", whose
    /// lower bounds keep it linear.
    mutating func resolveEmphasis(from first: Int, to last: Int) {
        var bounds = SIMD16<Int32>(repeating: Int32(truncatingIfNeeded: first))
        var closer: Int32 = -1
        var index = lastRun
        while index >= first {
            closer = index
            index = scratch.runs[Int(index)].previous
        }
        while closer >= 0, closer < last {
            let run = scratch.runs[Int(closer)]
            guard run.canClose else {
                closer = run.next
                continue
            }
            let bound = run.boundIndex
            var opener = run.previous
            while opener >= bounds[bound], !scratch.runs[Int(opener)].opens(for: run) {
                opener = scratch.runs[Int(opener)].previous
            }
            if opener >= bounds[bound] {
                closer = match(opener, closer)
            } else {
                bounds[bound] = closer
                if !run.canOpen { remove(closer) }
                closer = run.next
            }
        }
    }

    /// Forgets the runs from `first` on as possible openers and closers.
    mutating func dropRuns(from first: Int) {
        while lastRun >= first { remove(lastRun) }
    }

    /// Makes a span of two runs; returns the closer to go on with.
    private mutating func match(_ opener: Int32, _ closer: Int32) -> Int32 {
        var opening = scratch.runs[Int(opener)]
        var closing = scratch.runs[Int(closer)]
        let isWide = opening.remaining >= 2 && closing.remaining >= 2
        let width: Int32 = isWide ? 2 : 1
        open(&opening, UInt8(truncatingIfNeeded: width))
        closing.remaining -= width
        closing.closingWidth += width
        closing.exitCount += 1
        // The runs between the two are text for good.
        opening.next = closer
        closing.previous = opener
        scratch.runs[Int(opener)] = opening
        scratch.runs[Int(closer)] = closing
        if opening.remaining == 0 { remove(opener) }
        if closing.remaining == 0 {
            remove(closer)
            return closing.next
        }
        return closer
    }

    private mutating func open(_ run: inout DelimiterRun, _ width: UInt8) {
        scratch.openings.append(DelimiterRun.Opening(width: width, next: run.openings))
        run.openings = Int32(truncatingIfNeeded: scratch.openings.count - 1)
        run.remaining -= Int32(width)
    }

    private mutating func remove(_ index: Int32) {
        let run = scratch.runs[Int(index)]
        if run.previous >= 0 { scratch.runs[Int(run.previous)].next = run.next }
        if run.next >= 0 { scratch.runs[Int(run.next)].previous = run.previous } else { lastRun = run.previous }
    }

    /// Shows what is opened and not closed as if it ended with the text. One tilde means "about" as often as it strikes
    /// out, so it is text until it is closed.
    private mutating func closeSpansAtEnd() {
        var index = lastRun
        while index >= 0 {
            var run = scratch.runs[Int(index)]
            if run.canOpen, run.character != UInt8(ascii: "~") || run.length == 2 {
                while run.remaining > 0 {
                    open(&run, run.remaining >= 2 ? 2 : 1)
                    openSpanCount += 1
                }
                scratch.runs[Int(index)] = run
            }
            index = run.previous
        }
    }
}
