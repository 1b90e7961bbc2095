extension BlockParser {
    /// Opens the blocks that begin on the line.
    ///
    /// - Parameter matched: how many open blocks the line continues.
    /// - Returns: How many blocks of the path the rest of the line is for; 0 when nothing is left of it.
    mutating func openBlocks(
        _ cursor: inout LineCursor, matched: Int, _ references: inout ReferenceTable?
    ) -> Int {
        var depth = matched
        var mayBeLazy = tip.kind.isParagraph
        while !path[depth - 1].kind.takesLines {
            if references == nil { noteStanding(cursor, at: depth) }
            let isParagraph = path[depth - 1].kind.isParagraph
            if isPlainStart(cursor) { return depth }
            if cursor.isIndented {
                if mayBeLazy || cursor.isBlank { return depth }
                cursor.advance(columns: 4)
                open(.indentedCode, .codeBlock(info: []), at: depth, &references)
                standing = .settled
                return path.count
            }
            if let opened = openContainer(&cursor, at: depth, isParagraph: isParagraph, &references) {
                if opened == 0 { return depth }
                depth = opened
                mayBeLazy = false
                continue
            }
            return openLeaf(&cursor, at: depth, isParagraph: isParagraph, isWhole: depth == path.count, &references)
        }
        if references == nil { noteStanding(cursor, at: depth) }
        return depth
    }

    private mutating func noteStanding(_ cursor: LineCursor, at depth: Int) {
        switch path[depth - 1].kind {
        case .fencedCode(let fence):
            standing = cursor.isBlank || fence.mayBeClosed(by: cursor) ? .undecided : .settled
        case .indentedCode, .html:
            standing = cursor.isBlank ? .undecided : .settled
        case .table:
            standing = PartialLine.standing(cursor, beginsItem: false)
            if standing == .settled { standing = .open }
        case .listItem where depth == path.count:
            standing = PartialLine.standing(cursor, beginsItem: true)
        default:
            standing = PartialLine.standing(cursor, beginsItem: false)
        }
    }

    /// Whether the line's first byte begins no block, nor a table's delimiter row, so that the line is text. Most are.
    private func isPlainStart(_ cursor: LineCursor) -> Bool {
        let first = cursor.first
        return !cursor.isIndented && (ASCII.isLetter(first) || first >= 0x80) && !tip.kind.isTable
    }

    /// - Returns: The depth of the container that was opened; 0 if a marker is too deep and hence text; nil if there is no
    ///   marker.
    private mutating func openContainer(
        _ cursor: inout LineCursor, at depth: Int, isParagraph: Bool, _ references: inout ReferenceTable?
    ) -> Int? {
        if cursor.first == ASCII.greater {
            guard depth <= options.maximumBlockDepth else { return 0 }
            skipQuoteMarker(&cursor)
            open(.blockQuote, .blockQuote, at: depth, &references)
            return path.count
        }
        if isParagraph, depth == path.count, LineShape.setextLevel(cursor) != nil { return nil }
        if LineShape.isThematicBreak(cursor) { return nil }
        guard let marker = ListMarker(cursor, interruptsParagraph: isParagraph) else { return nil }
        guard depth < options.maximumBlockDepth else { return 0 }
        openItem(marker, &cursor, at: depth, &references)
        return path.count
    }

    private mutating func openItem(
        _ marker: ListMarker, _ cursor: inout LineCursor, at depth: Int, _ references: inout ReferenceTable?
    ) {
        let indent = cursor.indent
        cursor.skipSpace()
        cursor.advance(bytes: marker.length)
        let space = cursor.indent
        let isEmpty = cursor.isBlank
        // Code begins behind a single space; an empty item's content begins there, too.
        let padding = isEmpty || space > 4 ? 1 : space
        cursor.advance(columns: isEmpty ? min(space, 1) : padding)
        if case .list(let open) = path[depth - 1].kind, open.continues(marker) {
            close(downTo: depth, &references)
        } else {
            let kind: BlockKind =
                marker.number.map { .orderedList(start: $0, isTight: true) } ?? .bulletList(isTight: true)
            open(.list(marker), kind, at: depth, &references)
        }
        var task = BlockKind.TaskState.none
        if options.hasTaskLists, let state = taskState(cursor) {
            task = state
            cursor.advance(bytes: 3)
        }
        open(
            .listItem(contentColumn: indent + marker.length + padding), .listItem(task), at: path.count, &references)
    }

    /// The check box that stands at the cursor before other text (GFM 5.3).
    private func taskState(_ cursor: LineCursor) -> BlockKind.TaskState? {
        let line = cursor.line
        let at = cursor.offset
        guard cursor.indent == 0, at + 3 < line.count, line[at] == ASCII.openBracket,
            line[at + 2] == ASCII.closeBracket, ASCII.isBlank(line[at + 3])
        else { return nil }
        if ASCII.isBlank(line[at + 1]) { return .open }
        return line[at + 1] | 0x20 == UInt8(ascii: "x") ? .done : nil
    }

    private mutating func openLeaf(
        _ cursor: inout LineCursor, at depth: Int, isParagraph: Bool, isWhole: Bool,
        _ references: inout ReferenceTable?
    ) -> Int {
        if cursor.isBlank { return depth }
        if let level = LineShape.headingLevel(cursor) {
            openHeading(level, cursor, at: depth, &references)
            return 0
        }
        if let fence = Fence(cursor) {
            open(.fencedCode(fence), .codeBlock(info: info(cursor, fence)), at: depth, &references)
            return 0
        }
        if let kind = HTMLBlockKind(cursor, interruptsParagraph: isParagraph || tip.kind.isParagraph) {
            open(.html(kind), .htmlBlock, at: depth, &references)
            return path.count
        }
        if isParagraph, isWhole, let level = LineShape.setextLevel(cursor) {
            return underline(level: level, &references) ? 0 : depth
        }
        if LineShape.isThematicBreak(cursor) {
            open(.paragraph, .thematicBreak, at: depth, &references)
            let thematicBreak = path.removeLast()
            changes.append(.close(thematicBreak.id, nil, content: 0..<0))
            path[path.count - 1].lastChildEndsBlank = false
            return 0
        }
        if isParagraph, isWhole, options.hasTables, openTable(cursor, &references) { return 0 }
        if path[depth - 1].kind.isTable {
            close(downTo: depth, &references)
            addRow(cursor.line, from: cursor.nonspace, isHeader: false)
            return 0
        }
        return depth
    }

    private func info(_ cursor: LineCursor, _ fence: Fence) -> [UInt8] {
        let start = cursor.line.afterWhitespace(cursor.nonspace + fence.length, cursor.line.count)
        var info: [UInt8] = []
        LinkAddress.unescape(cursor.line, start..<cursor.line.trimmedEnd(start, cursor.line.count), into: &info)
        return info
    }

    private mutating func openHeading(
        _ level: Int, _ cursor: LineCursor, at depth: Int, _ references: inout ReferenceTable?
    ) {
        let marks = cursor.nonspace + level
        open(.heading, heading(level), at: depth, &references)
        var start = marks
        while start < cursor.line.count, ASCII.isBlank(cursor.line[start]) { start += 1 }
        let end = LineShape.headingEnd(cursor.line, from: start)
        text.append(contentsOf: cursor.line[start..<end])
        close(downTo: path.count - 1, &references)
    }

    private func heading(_ level: Int) -> BlockKind {
        .heading(level: UInt8(truncatingIfNeeded: min(6, level - 1 + Int(options.headingStart))))
    }

    /// Makes the open paragraph a heading, if anything is left of it once its definitions are taken.
    private mutating func underline(level: Int, _ references: inout ReferenceTable?) -> Bool {
        let index = path.count - 1
        takeDefinitions(&references)
        guard path[index].contentStart < text.count else { return false }
        changes.append(.change(path[index].id, from: .paragraph, to: heading(level)))
        path[index].kind = .heading
        close(downTo: index, &references)
        return true
    }
}
