extension BlockNode {
    /// Keeps so many events, at most as many as there are. Costs as much as what goes.
    mutating func truncate(to kept: Int) {
        for event in content.events[kept...] { openSpans &-= event.kind.spanBalance }
        var mark = InlineLog.Mark()
        mark.eventCount = kept
        mark.byteCount = kept > 0 ? Int(content.events[kept - 1].end) : 0
        content.truncate(to: mark)
    }

    /// Adds what an inline patch brings, or says why it cannot be.
    mutating func append(_ patch: Patch, in bytes: [UInt8]) -> PatchError.Code? {
        guard bytes.count < Int(UInt32.max) - content.bytes.count else { return .tooLong }
        switch patch {
        case .extendText(let text):
            guard endsInText else { return .noText }
            append(bytes, text)
        case .replaceTextEnd(let byteCount, _, let text):
            guard endsInText, let last = content.events.last else { return .noText }
            guard byteCount < last.first.count || !text.isEmpty, byteCount <= last.first.count else {
                return .looseText
            }
            var mark = content.mark
            mark.byteCount -= byteCount
            content.truncate(to: mark)
            append(bytes, text)
        case .leaf(.text, let text):
            if endsInText || text.isEmpty { return .looseText }
            append(bytes, text)
        case .leaf(let kind, let piece): content.append(kind, bytes[piece])
        case .link(let address, let title):
            content.append(.link, address: bytes[address], title: bytes[title])
            openSpans &+= 1
        case .image(let address, let title, let description):
            content.append(.image, address: bytes[address], title: bytes[title], description: bytes[description])
        case .event(let kind): return append(kind)
        case .open, .change, .remove, .freeze, .select: return .noLeaf
        }
        return nil
    }

    private var endsInText: Bool { content.events.last?.kind == .text }

    private mutating func append(_ bytes: [UInt8], _ text: Range<Int>) {
        bytes.withUnsafeBufferPointer { content.appendText(UnsafeBufferPointer(rebasing: $0[text])) }
    }

    private mutating func append(_ kind: InlineEvent.Kind) -> PatchError.Code? {
        if kind == .exit, openSpans <= 0 { return .noSpan }
        openSpans &+= kind.spanBalance
        content.append(kind)
        return nil
    }
}

extension InlineEvent.Kind {
    /// By how much it changes the number of open spans.
    fileprivate var spanBalance: Int32 {
        if self == .exit { return -1 }
        return isSpan ? 1 : 0
    }
}
