import Markdown

extension Sketch {
    /// Pieces of bytes that break writers: markup, quotes, NUL, escapes, invalid UTF-8.
    static let hostileBytes: [[UInt8]] =
        [
            "\"><script>", "'", "\"", "<", "&", "&lt;", "</a>", "a b", "x", "\0", "\u{1B}[31m", "\n", "\u{202E}", "日本",
            "e\u{301}",
            "javascript:alert(1)", "\t", "\u{9B}2J", "👩‍👩‍👧",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F], [0x80], [0x9B]]

    /// Harmless words.
    static let words: [[UInt8]] = ["word ", "longer words ", "日本語 ", "é", "and ", "1", "👩‍👩‍👧 ", "a-b "].map {
        Array($0.utf8)
    }

    /// One to four random blocks.
    static func random(using generator: inout some RandomNumberGenerator, bytes: [[UInt8]], depth: Int = 0) -> [Sketch]
    {
        (0..<Int.random(in: 1...max(1, 4 - 2 * depth), using: &generator)).map { _ in
            randomBlock(using: &generator, bytes: bytes, depth: depth)
        }
    }

    private static func randomBlock(
        using generator: inout some RandomNumberGenerator, bytes: [[UInt8]], depth: Int
    ) -> Sketch {
        func pieces() -> [Piece] { randomPieces(using: &generator, bytes: bytes, depth: 0) }
        func text() -> [UInt8] { randomBytes(using: &generator, bytes) }
        switch Int.random(in: 0...(depth < 3 ? 9 : 5), using: &generator) {
        case 0, 1: return .leaf(.paragraph, pieces())
        case 2: return .leaf(.heading(level: .random(in: 1...6, using: &generator)), pieces())
        case 3: return .leaf(.codeBlock(info: text()), [.bytes(.text, text() + [0x0A])])
        case 4: return .leaf(.htmlBlock, [.bytes(.text, text())])
        case 5: return .rule
        case 6: return .block(.blockQuote, random(using: &generator, bytes: bytes, depth: depth + 1))
        case 7: return randomTable(using: &generator, bytes: bytes)
        default:
            let items: [Sketch] = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                let task = BlockKind.TaskState(rawValue: .random(in: 0...2, using: &generator)) ?? .none
                return .block(.listItem(task), random(using: &generator, bytes: bytes, depth: depth + 1))
            }
            let isTight = Bool.random(using: &generator)
            return Bool.random(using: &generator)
                ? .block(.bulletList(isTight: isTight), items)
                : .block(.orderedList(start: .random(in: 0...120, using: &generator), isTight: isTight), items)
        }
    }

    private static func randomTable(using generator: inout some RandomNumberGenerator, bytes: [[UInt8]]) -> Sketch {
        let columns = Int.random(in: 1...4, using: &generator)
        return .block(
            .table,
            (0..<Int.random(in: 1...3, using: &generator)).map { row in
                .block(
                    .tableRow(isHeader: row == 0),
                    (0..<columns).map { column in
                        let alignment = BlockKind.CellAlignment(rawValue: UInt8(column)) ?? .none
                        let pieces = randomPieces(using: &generator, bytes: bytes, depth: 0)
                        return .leaf(.tableCell(alignment, isHeader: row == 0), pieces)
                    })
            })
    }

    private static func randomPieces(
        using generator: inout some RandomNumberGenerator, bytes: [[UInt8]], depth: Int
    ) -> [Piece] {
        var pieces: [Piece] = []
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            switch Int.random(in: 0...(depth < 3 ? 10 : 7), using: &generator) {
            case 0...3:
                if case .bytes(.text, _)? = pieces.last { continue }
                pieces.append(.bytes(.text, randomBytes(using: &generator, bytes)))
            case 4: pieces.append(.bytes(.code, randomBytes(using: &generator, bytes)))
            case 5: pieces.append(.event(Bool.random(using: &generator) ? .softBreak : .lineBreak))
            case 6: pieces.append(.bytes(.sourceMark, [0x31]))
            case 7:
                let address = randomBytes(using: &generator, bytes)
                let title = randomBytes(using: &generator, bytes)
                pieces.append(.image(address, title: title, randomBytes(using: &generator, bytes)))
            case 8:
                let address = randomBytes(using: &generator, bytes)
                let inner = randomPieces(using: &generator, bytes: bytes, depth: depth + 1)
                pieces.append(.link(address, title: randomBytes(using: &generator, bytes), inner))
            default:
                let kind = [InlineEvent.Kind.emphasis, .strong, .strikethrough].randomElement(using: &generator)
                let inner = randomPieces(using: &generator, bytes: bytes, depth: depth + 1)
                pieces.append(.span(kind ?? .strong, inner))
            }
        }
        return pieces
    }

    private static func randomBytes(using generator: inout some RandomNumberGenerator, _ bytes: [[UInt8]]) -> [UInt8] {
        (0..<Int.random(in: 1...6, using: &generator)).flatMap { _ in bytes.randomElement(using: &generator) ?? [] }
    }
}
