extension PatchList {
    mutating func open(_ id: BlockID, parent: BlockID, _ kind: BlockKind) {
        bytes.append(1)
        append(id.number)
        append(parent.number)
        append(kind)
    }

    mutating func change(_ id: BlockID, _ kind: BlockKind) {
        bytes.append(2)
        append(id.number)
        append(kind)
    }

    mutating func remove(_ id: BlockID) {
        bytes.append(3)
        append(id.number)
    }

    mutating func freeze(_ id: BlockID) {
        bytes.append(4)
        append(id.number)
    }

    mutating func select(_ id: BlockID, keeping count: Int) {
        bytes.append(5)
        append(id.number)
        append(UInt32(truncatingIfNeeded: count))
    }

    mutating func extendText(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(6)
        append(text)
    }

    /// Cuts the end of the last text off and adds text.
    mutating func replaceTextEnd(_ end: ArraySlice<UInt8>, _ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(7)
        append(UInt32(truncatingIfNeeded: end.count))
        append(UInt32(truncatingIfNeeded: Self.unitCount(end)))
        append(text)
    }

    /// How many code units UTF-8 has as UTF-16: one for each character, two for one of four bytes.
    private static func unitCount(_ text: ArraySlice<UInt8>) -> Int {
        text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 2 : 1) }
    }

    mutating func appendText(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(InlineEvent.Kind.text.rawValue)
        append(text)
    }

    mutating func append(_ other: PatchList) {
        bytes.append(contentsOf: other.bytes)
    }

    /// Adds an event of a log whose bytes are these.
    mutating func append(_ event: InlineEvent, in log: UnsafeBufferPointer<UInt8>) {
        bytes.append(event.kind.rawValue)
        let pieces = event.kind.pieceCount
        if pieces > 0 { append(UnsafeBufferPointer(rebasing: log[event.first])) }
        if pieces > 1 { append(UnsafeBufferPointer(rebasing: log[event.title])) }
        if pieces > 2 { append(UnsafeBufferPointer(rebasing: log[event.description])) }
    }

    /// Adds all events of a log.
    mutating func append(_ log: InlineLog) {
        log.bytes.withUnsafeBufferPointer { bytes in
            for event in log.events { append(event, in: bytes) }
        }
    }

    private mutating func append(_ number: UInt32) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
        append(UInt32(truncatingIfNeeded: piece.count))
        bytes.append(contentsOf: piece)
    }

    private mutating func append(_ kind: BlockKind) {
        switch kind {
        case .paragraph: bytes.append(1)
        case .heading(let level): append(2, level)
        case .thematicBreak: bytes.append(3)
        case .blockQuote: bytes.append(4)
        case .bulletList(let isTight): append(5, isTight ? 1 : 0)
        case .orderedList(let start, let isTight):
            bytes.append(6)
            append(start)
            bytes.append(isTight ? 1 : 0)
        case .listItem(let task): append(7, task.rawValue)
        case .codeBlock(let info):
            bytes.append(8)
            append(UInt32(truncatingIfNeeded: info.count))
            bytes.append(contentsOf: info)
        case .htmlBlock: bytes.append(9)
        case .table: bytes.append(10)
        case .tableRow(let isHeader): append(11, isHeader ? 1 : 0)
        case .tableCell(let alignment, let isHeader):
            append(12, alignment.rawValue)
            bytes.append(isHeader ? 1 : 0)
        }
    }

    private mutating func append(_ code: UInt8, _ part: UInt8) {
        bytes.append(code)
        bytes.append(part)
    }
}
