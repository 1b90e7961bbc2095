import Markdown

/// A tree as a test writes it down.
indirect enum Sketch: Sendable {
    case block(BlockKind, [Sketch])
    case leaf(BlockKind, [Piece])

    /// Inline content as a test writes it down.
    indirect enum Piece: Sendable {
        case bytes(InlineEvent.Kind, [UInt8])
        case event(InlineEvent.Kind)
        case span(InlineEvent.Kind, [Piece])
        case link([UInt8], title: [UInt8], [Piece])
        case image([UInt8], title: [UInt8], [UInt8])

        static func text(_ text: String) -> Piece { .bytes(.text, Array(text.utf8)) }
        static func code(_ text: String) -> Piece { .bytes(.code, Array(text.utf8)) }
        static func link(_ address: String, _ pieces: Piece...) -> Piece {
            .link(Array(address.utf8), title: [], pieces)
        }
    }

    static func paragraph(_ pieces: Piece...) -> Sketch { .leaf(.paragraph, pieces) }
    static func paragraph(_ text: String) -> Sketch { .leaf(.paragraph, [.text(text)]) }
    static func heading(_ level: UInt8, _ text: String) -> Sketch { .leaf(.heading(level: level), [.text(text)]) }
    static func quote(_ blocks: Sketch...) -> Sketch { .block(.blockQuote, blocks) }
    static func list(tight: Bool = true, _ items: Sketch...) -> Sketch { .block(.bulletList(isTight: tight), items) }
    static func numbers(_ start: UInt32 = 1, tight: Bool = true, _ items: Sketch...) -> Sketch {
        .block(.orderedList(start: start, isTight: tight), items)
    }
    static func item(_ task: BlockKind.TaskState = .none, _ blocks: Sketch...) -> Sketch {
        .block(.listItem(task), blocks)
    }
    static func item(_ text: String) -> Sketch { .item(.none, .paragraph(text)) }
    static func code(_ info: String = "", _ text: String) -> Sketch {
        .leaf(.codeBlock(info: Array(info.utf8)), text.isEmpty ? [] : [.text(text)])
    }
    static let rule = Sketch.block(.thematicBreak, [])

    /// A table with a header; the cells of a row are text between commas.
    static func table(_ alignments: [BlockKind.CellAlignment], _ rows: String...) -> Sketch {
        .block(
            .table,
            rows.enumerated().map { number, row in
                let cells = row.split(separator: ",", omittingEmptySubsequences: false)
                return .block(
                    .tableRow(isHeader: number == 0),
                    zip(cells, alignments).map { cell, alignment in
                        .leaf(.tableCell(alignment, isHeader: number == 0), cell.isEmpty ? [] : [.text(String(cell))])
                    })
            })
    }
}
