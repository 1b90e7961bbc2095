/// Lays inline content out in lines.
struct InlineLayout {
    private let content: InlineLog
    private var breaker: LineBreaker
    private var face: TerminalFace
    /// The faces around the spans that are open, and where in the events the spans begin.
    private var outer: [(face: TerminalFace, event: Int)] = []

    /// The lines of some content.
    static func lines(
        of content: InlineLog, width: Int, style: TerminalStyle, traits: TerminalFace.Traits = []
    ) -> [TerminalLine] {
        var layout = InlineLayout(content, width: width, style: style, traits: traits)
        layout.layOut()
        return layout.breaker.lines
    }

    private init(_ content: InlineLog, width: Int, style: TerminalStyle, traits: TerminalFace.Traits) {
        self.content = content
        breaker = LineBreaker(width: width, style: style, addresses: content.bytes)
        face = TerminalFace(traits: traits)
    }

    private mutating func layOut() {
        content.bytes.withUnsafeBufferPointer { text in
            for index in content.events.indices { layOut(content.events[index], at: index, text) }
            while let span = outer.popLast() { leave(span, before: content.events.count, text) }
        }
        breaker.finish()
    }

    private mutating func layOut(_ event: InlineEvent, at index: Int, _ text: UnsafeBufferPointer<UInt8>) {
        let first = UnsafeBufferPointer(rebasing: text[event.first])
        switch event.kind {
        case .text, .rawHTML: breaker.append(first, face)
        case .code: breaker.appendCode(first, adding(.code))
        case .softBreak: breaker.appendSpace(face)
        case .lineBreak: breaker.endLine()
        case .sourceMark:
            breaker.append("[", adding(.dim))
            breaker.append(first, adding(.dim))
            breaker.append("]", adding(.dim))
        case .image:
            let description = UnsafeBufferPointer(rebasing: text[event.description])
            breaker.append(description, adding(.underlined))
            appendAddress(first, hasText: !description.isEmpty)
        case .emphasis: enter(.italic, at: index)
        case .strong: enter(.bold, at: index)
        case .strikethrough: enter(.struck, at: index)
        case .link:
            enter(.underlined, at: index)
            face.address = event.first
        case .exit: if let span = outer.popLast() { leave(span, before: index, text) }
        }
    }

    private func adding(_ traits: TerminalFace.Traits) -> TerminalFace {
        var face = face
        face.traits.formUnion(traits)
        return face
    }

    private mutating func enter(_ traits: TerminalFace.Traits, at index: Int) {
        outer.append((face, index))
        face.traits.formUnion(traits)
    }

    private mutating func leave(
        _ span: (face: TerminalFace, event: Int), before end: Int, _ text: UnsafeBufferPointer<UInt8>
    ) {
        face = span.face
        let event = content.events[span.event]
        guard event.kind == .link, !event.first.isEmpty, !shows(event.first, span.event + 1..<end) else { return }
        appendAddress(UnsafeBufferPointer(rebasing: text[event.first]), hasText: span.event + 1 < end)
    }

    /// Whether the events are one piece of text that is the address.
    private func shows(_ address: Range<Int>, _ events: Range<Int>) -> Bool {
        guard events.count == 1, let index = events.first, content.events[index].kind == .text else { return false }
        let shown = content.bytes[content.events[index].first]
        let address = content.bytes[address]
        return shown == address || shown == WrittenAddress.withoutMailScheme(address)
    }

    private mutating func appendAddress(_ address: UnsafeBufferPointer<UInt8>, hasText: Bool) {
        if address.isEmpty { return }
        let face = adding(.dim)
        if hasText {
            breaker.appendSpace(face)
            breaker.append("(", face)
        }
        breaker.append(address, face)
        if hasText { breaker.append(")", face) }
    }
}
