extension PatchList: Sequence {
    /// Reads patches one after the other; ends at the end, or at bytes that are no patch.
    public struct Iterator: IteratorProtocol {
        private let bytes: [UInt8]
        private var offset = 0
        private var patchStart = 0

        fileprivate init(_ bytes: [UInt8]) {
            self.bytes = bytes
        }

        /// Whether everything has been read; false before the end, and where bytes are no patch.
        public var isAtEnd: Bool { patchStart == bytes.count }

        /// The next patch.
        public mutating func next() -> Patch? {
            patchStart = offset
            guard let code = byte() else { return nil }
            switch code {
            case 1: return openPatch()
            case 2:
                guard let id = blockID(), let kind = blockKind() else { return nil }
                return .change(id, kind)
            case 3: return blockID().map { .remove($0) }
            case 4: return blockID().map { .freeze($0) }
            case 5:
                guard let id = blockID(), let kept = number() else { return nil }
                return .select(id, keeping: Int(kept))
            case 6: return piece().map { .extendText($0) }
            case 7:
                guard let byteCount = number(), let unitCount = number(), let text = piece() else { return nil }
                return .replaceTextEnd(byteCount: Int(byteCount), unitCount: Int(unitCount), text)
            default: return InlineEvent.Kind(rawValue: code).flatMap { event($0) }
            }
        }

        private mutating func openPatch() -> Patch? {
            guard let id = blockID(), let parent = blockID(), let kind = blockKind() else { return nil }
            return .open(id, parent: parent, kind)
        }

        private mutating func event(_ kind: InlineEvent.Kind) -> Patch? {
            switch kind.pieceCount {
            case 0: return .event(kind)
            case 1: return piece().map { .leaf(kind, $0) }
            case 2:
                guard let address = piece(), let title = piece() else { return nil }
                return .link(address: address, title: title)
            default:
                guard let address = piece(), let title = piece(), let description = piece() else { return nil }
                return .image(address: address, title: title, description: description)
            }
        }

        private mutating func blockKind() -> BlockKind? {
            switch byte() {
            case 1: return .paragraph
            case 2: return byte().map { .heading(level: $0) }
            case 3: return .thematicBreak
            case 4: return .blockQuote
            case 5: return flag().map { .bulletList(isTight: $0) }
            case 6:
                guard let start = number(), let isTight = flag() else { return nil }
                return .orderedList(start: start, isTight: isTight)
            case 7: return byte().flatMap { BlockKind.TaskState(rawValue: $0) }.map { .listItem($0) }
            case 8: return piece().map { .codeBlock(info: Array(bytes[$0])) }
            case 9: return .htmlBlock
            case 10: return .table
            case 11: return flag().map { .tableRow(isHeader: $0) }
            case 12:
                guard let alignment = byte().flatMap({ BlockKind.CellAlignment(rawValue: $0) }), let isHeader = flag()
                else { return nil }
                return .tableCell(alignment, isHeader: isHeader)
            default: return nil
            }
        }

        private mutating func blockID() -> BlockID? { number().map { BlockID($0) } }

        private mutating func flag() -> Bool? { byte().map { $0 != 0 } }

        private mutating func byte() -> UInt8? {
            guard offset < bytes.count else { return nil }
            offset += 1
            return bytes[offset - 1]
        }

        private mutating func number() -> UInt32? {
            var value: UInt32 = 0
            var shift: UInt32 = 0
            while let next = byte(), shift < 32 {
                value |= UInt32(next & 0x7F) << shift
                if next < 0x80 { return value }
                shift += 7
            }
            return nil
        }

        private mutating func piece() -> Range<Int>? {
            guard let count = number(), Int(count) <= bytes.count - offset else { return nil }
            let start = offset
            offset += Int(count)
            return start..<offset
        }
    }

    /// Begins at the first patch.
    public func makeIterator() -> Iterator { Iterator(bytes) }
}
