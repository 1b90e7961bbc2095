extension HTMLOutput {
    /// Writes inline content; what is still open at its end is closed.
    mutating func write(_ content: InlineLog) {
        content.bytes.withUnsafeBufferPointer { text in
            for event in content.events { write(event, text) }
        }
        while let span = spans.popLast() { append(Self.endTag(of: span)) }
    }

    private mutating func write(_ event: InlineEvent, _ text: UnsafeBufferPointer<UInt8>) {
        let first = UnsafeBufferPointer(rebasing: text[event.first])
        switch event.kind {
        case .text: HTMLEscaping.append(first, to: &bytes)
        case .code: write(first, between: "<code>", "</code>")
        case .sourceMark: write(first, between: "<sup class=\"source-mark\">[", "]</sup>")
        case .rawHTML:
            if options.rawHTML == .verbatim {
                bytes.append(contentsOf: first)
            } else {
                HTMLEscaping.append(first, to: &bytes)
            }
        case .softBreak: append("\n")
        case .lineBreak: append("<br />\n")
        case .image:
            append("<img src=\"")
            HTMLEscaping.appendAddress(first, to: &bytes)
            append("\" alt=\"")
            HTMLEscaping.append(UnsafeBufferPointer(rebasing: text[event.description]), to: &bytes)
            append("\"")
            writeTitle(UnsafeBufferPointer(rebasing: text[event.title]))
            append(" />")
        case .emphasis, .strong, .strikethrough, .link: enter(event, text)
        case .exit: if let span = spans.popLast() { append(Self.endTag(of: span)) }
        }
    }

    private mutating func enter(_ span: InlineEvent, _ text: UnsafeBufferPointer<UInt8>) {
        spans.append(span.kind)
        switch span.kind {
        case .emphasis: append("<em>")
        case .strong: append("<strong>")
        case .strikethrough: append("<del>")
        default:
            let address = UnsafeBufferPointer(rebasing: text[span.first])
            append("<a href=\"")
            HTMLEscaping.appendAddress(address, to: &bytes)
            append("\"")
            writeTitle(UnsafeBufferPointer(rebasing: text[span.title]))
            if options.hasRelations, WrittenAddress.leadsElsewhere(address) { append(" rel=\"noopener noreferrer\"") }
            append(">")
        }
    }

    private mutating func writeTitle(_ title: UnsafeBufferPointer<UInt8>) {
        if !title.isEmpty { write(title, between: " title=\"", "\"") }
    }

    private mutating func write(
        _ text: UnsafeBufferPointer<UInt8>, between start: StaticString, _ end: StaticString
    ) {
        append(start)
        HTMLEscaping.append(text, to: &bytes)
        append(end)
    }

    private static func endTag(of span: InlineEvent.Kind) -> StaticString {
        switch span {
        case .emphasis: "</em>"
        case .strong: "</strong>"
        case .strikethrough: "</del>"
        default: "</a>"
        }
    }
}
