extension BlockParser {
    /// Finds how many of the open blocks the line continues.
    ///
    /// - Returns: Their number, the document included; nil when the line is used up: it was a closing fence.
    mutating func matchOpenBlocks(_ cursor: inout LineCursor, _ references: inout ReferenceTable?) -> Int? {
        var index = 1
        while index < path.count {
            switch path[index].kind {
            case .document, .list: break
            case .blockQuote:
                if cursor.isIndented || cursor.first != ASCII.greater { return index }
                skipQuoteMarker(&cursor)
            case .listItem(let contentColumn):
                if cursor.indent >= contentColumn {
                    cursor.advance(columns: contentColumn)
                } else if cursor.isBlank, path[index].hasChildren {
                    cursor.skipSpace()
                } else {
                    return index
                }
            case .paragraph, .table:
                if cursor.isBlank { return index }
            case .heading:
                return index
            case .fencedCode(let fence):
                if fence.isClosed(by: cursor) {
                    close(downTo: index, &references)
                    return nil
                }
                cursor.advance(columns: min(fence.indent, cursor.indent))
            case .indentedCode:
                if cursor.isIndented {
                    cursor.advance(columns: 4)
                } else if cursor.isBlank {
                    cursor.skipSpace()
                } else {
                    return index
                }
            case .html(let kind):
                if cursor.isBlank, kind.endsAtBlankLine { return index }
            }
            index += 1
        }
        return index
    }

    func skipQuoteMarker(_ cursor: inout LineCursor) {
        cursor.skipSpace()
        cursor.advance(bytes: 1)
        if cursor.isAtSpace { cursor.advance(columns: 1) }
    }
}
