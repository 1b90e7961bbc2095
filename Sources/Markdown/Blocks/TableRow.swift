/// The cells of a table's line (GFM 4.10).
enum TableRow {
    /// Where the content of each cell lies in the line, trimmed; the last one may still be growing.
    ///
    /// A pipe ends a cell unless a backslash stands before it. A pipe at the start or the end of the line bounds no cell.
    /// Stops after `maximum` cells.
    static func cells(_ line: UnsafeBufferPointer<UInt8>, from start: Int, maximum: Int) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        let end = LineShape.trimmedEnd(line, from: start, to: line.count)
        var at = start < end && line[start] == ASCII.pipe ? start + 1 : start
        while at < end, cells.count < maximum {
            var pipe = at
            while pipe < end, line[pipe] != ASCII.pipe { pipe += line[pipe] == ASCII.backslash ? 2 : 1 }
            pipe = min(pipe, end)
            var first = at
            while first < pipe, ASCII.isBlank(line[first]) { first += 1 }
            cells.append(first..<LineShape.trimmedEnd(line, from: first, to: pipe))
            at = pipe + 1
        }
        return cells
    }

    /// The alignments that a delimiter row gives its columns; nil if the line from `start` on is none, or has more
    /// columns than `maximum`.
    static func alignments(
        _ line: UnsafeBufferPointer<UInt8>, from start: Int, maximum: Int
    ) -> [BlockKind.CellAlignment]? {
        guard line[start...].allSatisfy(isDelimiterByte), line[start...].contains(ASCII.hyphen) else { return nil }
        var alignments: [BlockKind.CellAlignment] = []
        for cell in cells(line, from: start, maximum: maximum + 1) {
            guard let alignment = alignment(UnsafeBufferPointer(rebasing: line[cell])) else { return nil }
            alignments.append(alignment)
        }
        return alignments.isEmpty || alignments.count > maximum ? nil : alignments
    }

    private static func alignment(_ cell: UnsafeBufferPointer<UInt8>) -> BlockKind.CellAlignment? {
        guard let first = cell.first, let last = cell.last else { return nil }
        let isLeft = first == ASCII.colon
        let isRight = last == ASCII.colon
        let dashes = cell.dropFirst(isLeft ? 1 : 0).dropLast(isRight ? 1 : 0)
        guard !dashes.isEmpty, dashes.allSatisfy({ $0 == ASCII.hyphen }) else { return nil }
        if isLeft { return isRight ? .center : .left }
        return isRight ? .right : BlockKind.CellAlignment.none
    }

    private static func isDelimiterByte(_ byte: UInt8) -> Bool {
        byte == ASCII.hyphen || byte == ASCII.colon || byte == ASCII.pipe || ASCII.isBlank(byte)
    }
}
