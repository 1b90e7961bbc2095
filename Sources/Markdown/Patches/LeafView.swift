/// What is shown of a leaf that is being written, and how its next state is told.
struct LeafView {
    let id: BlockID
    private var shown = InlineLog()
    /// How far the reading is settled: an offset in the content, and the place in `shown` that belongs to it.
    private var settledOffset = 0
    private var settledMark = InlineLog.Mark()
    /// How much of the content is shown, or known to be withheld.
    private(set) var readCount = 0
    private var endsInPlainText = false
    /// Whether all that is not settled is the last word, or a part of it.
    private var isWordUnsettledAlone = false
    /// Blanks at the end, which are shown once something follows them.
    private var withheldBlanks = 0
    /// The labels that were asked for and not found.
    private(set) var missing: [UInt64] = []

    init(_ id: BlockID) {
        self.id = id
    }

    /// How many bytes would be read again to show the content.
    func cost(of content: UnsafeBufferPointer<UInt8>) -> Int { content.count - min(settledOffset, content.count) }

    /// Forgets what was settled: labels have been defined that the content asks for.
    mutating func unsettle() {
        settledOffset = 0
        settledMark = InlineLog.Mark()
        endsInPlainText = false
        missing.removeAll()
    }

    /// Whether it showed a reference to one of these labels as text.
    func asks(forOneOf labels: [UInt64]) -> Bool {
        labels.contains { missing.contains($0) }
    }

    // MARK: Code and other text that is shown as it is

    /// Shows verbatim content that has grown.
    mutating func showVerbatim(_ content: UnsafeBufferPointer<UInt8>, in patches: inout PatchList) {
        guard content.count > readCount else { return }
        let added = UnsafeBufferPointer(rebasing: content[readCount...])
        patches.select(id, keeping: readCount == 0 ? 0 : 1)
        if readCount == 0 {
            patches.appendText(added)
        } else {
            patches.extendText(added)
        }
        readCount = content.count
    }

    // MARK: Inline content

    /// Shows inline content.
    ///
    /// - Parameter isOpen: whether more of it follows.
    mutating func show(
        _ content: UnsafeBufferPointer<UInt8>, isOpen: Bool, with parser: inout InlineParser,
        references: ReferenceTable, scratch: inout InlineLog, in patches: inout PatchList
    ) {
        if isOpen, extendPlainly(content, in: &patches) { return }
        if content.count < settledOffset { unsettle() }
        scratch.removeAll()
        let outcome = parser.parse(
            content, from: settledOffset, isOpen: isOpen, references: references, into: &scratch)
        reconcile(scratch, in: &patches)
        settle(outcome, scratch)
        readCount = content.count
        noteEnd(of: content)
        missing.append(contentsOf: outcome.missing)
    }

    /// Lengthens the last text by plain letters, without a reading.
    ///
    /// - Returns: false if anything else has come.
    mutating func extendPlainly(_ content: UnsafeBufferPointer<UInt8>, in patches: inout PatchList) -> Bool {
        guard endsInPlainText, content.count >= readCount else { return false }
        let added = UnsafeBufferPointer(rebasing: content[readCount...])
        var end = 0
        var wordStart = 0
        for index in 0..<added.count {
            if InlineParser.isPlain(added[index]) {
                end = index + 1
            } else if ASCII.isBlank(added[index]) {
                wordStart = index + 1
            } else {
                return false
            }
        }
        if end == 0 {
            withheldBlanks += added.count
        } else {
            let text = UnsafeBufferPointer(rebasing: content[(readCount - withheldBlanks)..<(readCount + end)])
            patches.select(id, keeping: shown.events.count)
            patches.extendText(text)
            shown.appendText(text)
            if isWordUnsettledAlone, wordStart > 0 || withheldBlanks > 0 {
                settle(beforeWord: min(wordStart, end), end)
            }
            withheldBlanks = added.count - end
        }
        readCount = content.count
        return true
    }

    /// Everything before the last word is settled: what comes may make an address of a word, but not of two.
    ///
    /// - Parameters:
    ///   - start: where the word begins in the bytes that have come.
    ///   - end: where it ends there.
    private mutating func settle(beforeWord start: Int, _ end: Int) {
        if start == end { return }
        settledOffset = readCount + start
        settledMark = shown.mark
        settledMark.byteCount -= end - start
    }

    private mutating func noteEnd(of content: UnsafeBufferPointer<UInt8>) {
        withheldBlanks = 0
        isWordUnsettledAlone = false
        guard endsInPlainText else { return }
        var end = content.count
        while end > 0, ASCII.isBlank(content[end - 1]) { end -= 1 }
        withheldBlanks = content.count - end
        var start = end
        while start > settledOffset, InlineParser.isPlain(content[start - 1]) { start -= 1 }
        isWordUnsettledAlone = start <= settledOffset
    }

    private mutating func settle(_ outcome: InlineOutcome, _ fresh: InlineLog) {
        let joins = settledMark.eventCount > 0 && fresh.events.first?.kind == .text && lastSettledIsText
        settledOffset = outcome.offset
        settledMark.eventCount += outcome.mark.eventCount - (joins && outcome.mark.eventCount > 0 ? 1 : 0)
        settledMark.byteCount += outcome.mark.byteCount
        endsInPlainText = outcome.endsInPlainText
    }

    private var lastSettledIsText: Bool {
        settledMark.eventCount > 0 && shown.events[settledMark.eventCount - 1].kind == .text
    }
}

extension LeafView {
    /// Makes what is shown after the settled part the same as a fresh reading of it.
    private mutating func reconcile(_ fresh: InlineLog, in patches: inout PatchList) {
        let base = settledMark.eventCount
        fresh.bytes.withUnsafeBufferPointer { bytes in
            let joins = lastSettledIsText
            let freshText = joins && fresh.events.first?.kind == .text ? 1 : 0
            var same = base
            var editsText = false
            if joins {
                let old = shown.bytes[settledMark.byteCount..<Int(shown.events[base - 1].end)]
                let new = freshText == 1 ? bytes[fresh.events[0].first] : bytes[0..<0]
                if !old.elementsEqual(new) { editsText = true }
            }
            if !editsText {
                var at = freshText
                while same < shown.events.count, at < fresh.events.count, isEqual(same, fresh, at) {
                    same += 1
                    at += 1
                }
            }
            let nextFresh = freshText + (same - base)
            if !editsText, same == shown.events.count, nextFresh == fresh.events.count { return }
            writeDifference(fresh, bytes, same: same, next: nextFresh, editsSettledText: editsText, in: &patches)
        }
        replaceTail(with: fresh)
    }

    private func isEqual(_ index: Int, _ fresh: InlineLog, _ other: Int) -> Bool {
        let old = shown.events[index]
        let new = fresh.events[other]
        guard old.kind == new.kind, old.end - old.start == new.end - new.start,
            old.second - old.start == new.second - new.start, old.third - old.start == new.third - new.start
        else { return false }
        return shown.bytes[Int(old.start)..<Int(old.end)].elementsEqual(fresh.bytes[Int(new.start)..<Int(new.end)])
    }

    /// Tells the difference from event `same` of what is shown and event `next` of the fresh reading on.
    private func writeDifference(
        _ fresh: InlineLog, _ bytes: UnsafeBufferPointer<UInt8>, same: Int, next: Int, editsSettledText: Bool,
        in patches: inout PatchList
    ) {
        var next = next
        if editsSettledText {
            patches.select(id, keeping: same)
            let old = shown.bytes[settledMark.byteCount..<Int(shown.events[same - 1].end)]
            writeText(old, next == 1 ? bytes[fresh.events[0].first] : bytes[0..<0], in: &patches)
        } else if same < shown.events.count, next < fresh.events.count, shown.events[same].kind == .text,
            fresh.events[next].kind == .text
        {
            // The text stays where it is and is given its new words.
            patches.select(id, keeping: same + 1)
            writeText(shown.bytes[shown.events[same].first], bytes[fresh.events[next].first], in: &patches)
            next += 1
        } else {
            patches.select(id, keeping: same)
        }
        for event in fresh.events[next...] { patches.append(event, in: bytes) }
    }

    /// Tells how the end of a text changes, character by character the same as far as it can be.
    private func writeText(
        _ old: ArraySlice<UInt8>, _ new: Slice<UnsafeBufferPointer<UInt8>>, in patches: inout PatchList
    ) {
        var same = 0
        while same < old.count, same < new.count, old[old.startIndex + same] == new[new.startIndex + same] { same += 1 }
        while same > 0, same < old.count, old[old.startIndex + same] & 0xC0 == 0x80 { same -= 1 }
        while same > 0, same < new.count, new[new.startIndex + same] & 0xC0 == 0x80 { same -= 1 }
        let added = UnsafeBufferPointer(rebasing: new[(new.startIndex + same)...])
        if same == old.count { return patches.extendText(added) }
        patches.replaceTextEnd(old[(old.startIndex + same)...], added)
    }

    private mutating func replaceTail(with fresh: InlineLog) {
        shown.truncate(to: settledMark)
        fresh.bytes.withUnsafeBufferPointer { bytes in
            for event in fresh.events { shown.append(event, in: bytes) }
        }
    }
}
