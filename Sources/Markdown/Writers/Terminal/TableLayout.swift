/// Draws a table with lines, shrunk to a width; one with too many columns for it as rows of text.
struct TableLayout {
    /// The narrowest a column is made.
    private static let minimumColumn = 3
    /// Wider than any cell is shown.
    private static let unlimited = 1 << 20

    private let nodes: [BlockNode]
    private let width: Int
    private let style: TerminalStyle
    private var rows: [[BlockNode]] = []
    private var columns: [Int] = []
    private var lines: [TerminalLine] = []

    /// The lines of the table at this index.
    static func lines(of table: Int, in nodes: [BlockNode], width: Int, style: TerminalStyle) -> [TerminalLine] {
        var layout = TableLayout(nodes: nodes, width: width, style: style)
        layout.readRows(of: table)
        layout.draw()
        return layout.lines
    }

    private init(nodes: [BlockNode], width: Int, style: TerminalStyle) {
        self.nodes = nodes
        self.width = width
        self.style = style
    }

    private mutating func readRows(of table: Int) {
        for row in children(of: table) { rows.append(children(of: row).map { nodes[$0] }) }
        columns = Array(repeating: 0, count: rows.reduce(0) { max($0, $1.count) })
    }

    private func children(of index: Int) -> [Int] {
        var children: [Int] = []
        var child = nodes[index].firstChild
        while child != BlockNode.none {
            children.append(Int(child))
            child = nodes[Int(child)].next
        }
        return children
    }

    private mutating func draw() {
        if columns.isEmpty { return }
        // A column takes a line and two spaces, and the last line one more.
        let room = width - 3 * columns.count - 1
        guard room >= Self.minimumColumn * columns.count else { return drawRows() }
        for row in rows {
            for column in row.indices {
                let cell = lines(of: row[column], width: Self.unlimited)
                columns[column] = cell.reduce(max(columns[column], 1)) { max($0, $1.width) }
            }
        }
        shrink(to: room)
        drawGrid()
    }

    /// Takes from the widest columns until all fit.
    private mutating func shrink(to room: Int) {
        var low = Self.minimumColumn
        var high = Self.unlimited
        while low < high {
            let middle = (low + high + 1) / 2
            if columns.reduce(0, { $0 + min($1, middle) }) <= room {
                low = middle
            } else {
                high = middle - 1
            }
        }
        var rest = max(0, room - columns.reduce(0) { $0 + min($1, low) })
        for column in columns.indices where columns[column] > low {
            columns[column] = low + (rest > 0 ? 1 : 0)
            rest -= 1
        }
    }

    private mutating func drawGrid() {
        let cells = rows.map { row in row.indices.map { lines(of: row[$0], width: columns[$0]) } }
        let isWrapped = cells.contains { row in row.contains { $0.count > 1 } }
        drawRule("┌", "┬", "┐")
        for row in rows.indices {
            if row == 1 || (row > 1 && isWrapped) { drawRule("├", "┼", "┤") }
            draw(cells[row], of: rows[row])
        }
        drawRule("└", "┴", "┘")
    }

    private mutating func draw(_ cells: [[TerminalLine]], of row: [BlockNode]) {
        let height = cells.reduce(1) { max($0, $1.count) }
        for place in 0..<height {
            var line = TerminalLine()
            for column in columns.indices {
                append(column == 0 ? "│ " : " │ ", to: &line, width: column == 0 ? 2 : 3)
                let hasText = column < cells.count && place < cells[column].count
                let text = hasText ? cells[column][place] : TerminalLine()
                let space = max(0, columns[column] - text.width)
                let before = column < row.count ? row[column].kind.leadingSpace(of: space) : 0
                line.bytes.append(contentsOf: repeatElement(0x20, count: before))
                line.bytes.append(contentsOf: text.bytes)
                line.bytes.append(contentsOf: repeatElement(0x20, count: space - before))
                line.width += space + text.width
            }
            append(" │", to: &line, width: 2)
            lines.append(line)
        }
    }

    private mutating func drawRule(_ left: StaticString, _ middle: StaticString, _ right: StaticString) {
        var line = TerminalLine()
        for column in columns.indices {
            append(column == 0 ? left : middle, to: &line, width: 1)
            for _ in 0..<columns[column] + 2 { append("─", to: &line, width: 1) }
        }
        append(right, to: &line, width: 1)
        lines.append(line)
    }

    private func append(_ letters: StaticString, to line: inout TerminalLine, width: Int) {
        TerminalFace.append(letters, to: &line.bytes)
        line.width += width
    }

    /// Rows as text, their cells between commas.
    private mutating func drawRows() {
        for row in rows {
            var content = InlineLog()
            for cell in row.indices {
                if cell > 0 { content.appendText([UInt8(ascii: ","), UInt8(ascii: " ")]) }
                content.append(row[cell].content)
            }
            lines += InlineLayout.lines(of: content, width: width, style: style)
        }
    }

    private func lines(of cell: BlockNode, width: Int) -> [TerminalLine] {
        let traits: TerminalFace.Traits = if case .tableCell(_, isHeader: true) = cell.kind { .bold } else { [] }
        return InlineLayout.lines(of: cell.content, width: width, style: style, traits: traits)
    }
}

extension BlockKind {
    /// How much of a cell's free space stands before its text.
    fileprivate func leadingSpace(of space: Int) -> Int {
        switch self {
        case .tableCell(.right, _): space
        case .tableCell(.center, _): space / 2
        default: 0
        }
    }
}

extension InlineLog {
    /// Adds what another log has.
    fileprivate mutating func append(_ other: InlineLog) {
        for event in other.events {
            switch event.kind {
            case .text: appendText(other.bytes[event.first])
            case .link, .image:
                append(
                    event.kind, address: other.bytes[event.first], title: other.bytes[event.title],
                    description: other.bytes[event.description])
            case .code, .sourceMark, .rawHTML: append(event.kind, other.bytes[event.first])
            case .softBreak, .lineBreak, .emphasis, .strong, .strikethrough, .exit: append(event.kind)
            }
        }
    }
}
