extension BlockParser {
    /// Begins a table when the line is a delimiter row and the open paragraph's last line has as many cells (GFM 4.10). A
    /// delimiter row whose end has not come is none yet.
    mutating func openTable(_ cursor: LineCursor, _ references: inout ReferenceTable?) -> Bool {
        guard references != nil,
            let columns = TableRow.alignments(cursor.line, from: cursor.nonspace, maximum: options.maximumColumns)
        else { return false }
        let paragraph = tip
        let header = lastLineStart(of: paragraph)
        guard cellCount(from: header) == columns.count else { return false }
        let line = Array(text[header...])
        text.removeSubrange(header...)
        if text.count > paragraph.contentStart {
            text.removeLast()
            close(downTo: path.count - 1, &references)
        } else {
            path.removeLast()
            changes.append(.drop(paragraph.id))
        }
        alignments = columns
        open(.table, .table, at: path.count, &references)
        line.withUnsafeBufferPointer { addRow($0, from: 0, isHeader: true) }
        return true
    }

    /// Adds a row: as many cells as the table has columns.
    mutating func addRow(_ line: UnsafeBufferPointer<UInt8>, from start: Int, isHeader: Bool) {
        let table = tip
        path[path.count - 1].hasChildren = true
        let row = makeID()
        changes.append(.open(row, parent: table.id, .tableRow(isHeader: isHeader)))
        let cells = TableRow.cells(line, from: start, maximum: alignments.count)
        for (column, alignment) in alignments.enumerated() {
            let cell = makeID()
            // A header is shown before its columns' alignment is known.
            let kind = BlockKind.tableCell(isHeader ? .none : alignment, isHeader: isHeader)
            changes.append(.open(cell, parent: row, kind))
            if isHeader, alignment != .none {
                changes.append(.change(cell, from: kind, to: .tableCell(alignment, isHeader: true)))
            }
            let contentStart = text.count
            if column < cells.count { appendCell(line, cells[column]) }
            changes.append(.cell(cell, content: contentStart..<text.count))
        }
    }

    /// A pipe in a cell is written with a backslash, also in code.
    private mutating func appendCell(_ line: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>) {
        var at = cell.lowerBound
        while at < cell.upperBound {
            if line[at] == ASCII.backslash, at + 1 < cell.upperBound {
                if line[at + 1] != ASCII.pipe { text.append(line[at]) }
                text.append(line[at + 1])
                at += 2
            } else {
                text.append(line[at])
                at += 1
            }
        }
    }

    /// Where the last line of a paragraph begins in ``text``.
    func lastLineStart(of paragraph: OpenBlock) -> Int {
        var start = text.count
        while start > paragraph.contentStart, text[start - 1] != ASCII.lineFeed { start -= 1 }
        return start
    }
}

extension BlockParser {
    /// Where the open paragraph's last line begins, if that line looks like a table's header: it begins with a pipe.
    var headerStart: Int? {
        guard options.hasTables, tip.kind.isParagraph else { return nil }
        let start = lastLineStart(of: tip)
        guard start < text.count, text[start] == ASCII.pipe else { return nil }
        return (1...options.maximumColumns).contains(cellCount(from: start)) ? start : nil
    }

    /// That line, by its place in the paragraph.
    var header: Tail.Header? {
        headerStart.map { Tail.Header(paragraph: tip.id, offset: $0 - tip.contentStart) }
    }

    private func cellCount(from start: Int) -> Int {
        text.withUnsafeBufferPointer {
            TableRow.cells($0, from: start, maximum: options.maximumColumns + 1).count
        }
    }

    /// Shows the line of the open paragraph from `start` on as the header of a table, before it is known to be one.
    mutating func openHeader(from start: Int) {
        let paragraph = path.removeLast()
        if start == paragraph.contentStart {
            changes.removeAll { change in
                guard case .open(let id, _, _) = change else { return false }
                return id == paragraph.id
            }
        }
        let columnCount = cellCount(from: start)
        let line = Array(text[start...])
        var references: ReferenceTable?
        line.withUnsafeBufferPointer { line in
            alignments = Array(repeating: .none, count: columnCount)
            open(.table, .table, at: path.count, &references)
            addRow(line, from: 0, isHeader: true)
        }
    }
}
