extension BlockParser {
    /// Gives the rest of a line to the innermost of the matched blocks.
    ///
    /// - Parameter isNew: whether that block begins on this line.
    mutating func addText(
        _ cursor: LineCursor, matched: Int, isNew: Bool, _ references: inout ReferenceTable?
    ) {
        if matched < path.count, !cursor.isBlank, tip.kind.isParagraph {
            noteBlankness(cursor, at: matched - 1, isNew: isNew)
            appendLine(cursor)  // a lazy continuation line
            return
        }
        close(downTo: matched, &references)
        noteBlankness(cursor, at: matched - 1, isNew: isNew)
        switch path[matched - 1].kind {
        case .fencedCode, .indentedCode:
            cursor.appendRest(to: &text)
            if references != nil { text.append(ASCII.lineFeed) }
        case .html(let kind):
            cursor.appendRest(to: &text)
            let isLast = kind.ends(with: cursor.line[cursor.offset...])
            if references == nil { return }
            text.append(ASCII.lineFeed)
            if isLast { close(downTo: matched - 1, &references) }
        case .paragraph:
            appendLine(cursor)
        default:
            if cursor.isBlank { return }
            open(.paragraph, .paragraph, at: matched, &references, startsWithBracket: cursor.first == ASCII.openBracket)
            text.append(contentsOf: cursor.line[cursor.nonspace...])
        }
    }

    private mutating func appendLine(_ cursor: LineCursor) {
        if tip.contentStart < text.count { text.append(ASCII.lineFeed) }
        text.append(contentsOf: cursor.line[cursor.nonspace...])
    }

    /// Notes which block a blank line ends, for what it says of a list's tightness.
    private mutating func noteBlankness(_ cursor: LineCursor, at index: Int, isNew: Bool) {
        let isBlank = cursor.isBlank
        if isBlank, path[index].hasChildren { path[index].lastChildEndsBlank = true }
        switch path[index].kind {
        case .blockQuote, .heading, .fencedCode: path[index].endsBlank = false
        case .listItem: path[index].endsBlank = isBlank && !isNew
        default: path[index].endsBlank = isBlank
        }
        for ancestor in 0..<index where path[ancestor].endsBlank { path[ancestor].endsBlank = false }
    }

    /// Opens a block in the one at `depth` of the path, once everything deeper is closed.
    mutating func open(
        _ kind: OpenBlock.Kind, _ shown: BlockKind, at depth: Int, _ references: inout ReferenceTable?,
        startsWithBracket: Bool = false
    ) {
        close(downTo: depth, &references)
        var parent = path.count - 1
        if case .paragraph = path[parent].kind { parent = closeTip(&references) }
        if case .table = path[parent].kind { parent = closeTip(&references) }
        if case .list = path[parent].kind, !shown.isItem { parent = closeTip(&references) }
        // A paragraph of definitions alone is no block, and makes no list loose; one that begins otherwise has text.
        if !startsWithBracket { loosen(at: parent) }
        path[parent].hasChildren = true
        for ancestor in path.indices where path[ancestor].endsBlank { path[ancestor].endsBlank = false }
        let id = makeID()
        changes.append(.open(id, parent: path[parent].id, shown))
        path.append(OpenBlock(id: id, kind: kind, contentStart: text.count))
    }

    /// A block is added behind a blank line: the list around it is loose.
    private mutating func loosen(at parent: Int) {
        guard path[parent].hasChildren, path[parent].lastChildEndsBlank else { return }
        switch path[parent].kind {
        case .list: loosenList(parent)
        case .listItem: loosenList(parent - 1)
        default: break
        }
    }

    private mutating func loosenList(_ index: Int) {
        guard path[index].isTight, case .list(let marker) = path[index].kind else { return }
        path[index].isTight = false
        let tight: BlockKind
        let loose: BlockKind
        if let number = marker.number {
            tight = .orderedList(start: number, isTight: true)
            loose = .orderedList(start: number, isTight: false)
        } else {
            tight = .bulletList(isTight: true)
            loose = .bulletList(isTight: false)
        }
        changes.append(.change(path[index].id, from: tight, to: loose))
    }

    /// Closes the open blocks down to a depth.
    mutating func close(downTo depth: Int, _ references: inout ReferenceTable?) {
        while path.count > depth { _ = closeTip(&references) }
    }

    /// - Returns: The index of the block that is the innermost now.
    private mutating func closeTip(_ references: inout ReferenceTable?) -> Int {
        if case .paragraph = tip.kind { takeDefinitions(&references) }
        let block = path.removeLast()
        let parent = path.count - 1
        let content = min(block.contentStart, text.count)..<text.count
        switch block.kind {
        case .paragraph:
            // What a paragraph of definitions leaves behind is as if it had not been there.
            if content.isEmpty {
                changes.append(.drop(block.id))
                return parent
            }
            loosen(at: parent)
            changes.append(.close(block.id, .inlines, content: content))
        case .heading: changes.append(.close(block.id, .inlines, content: content))
        case .fencedCode, .html: changes.append(.close(block.id, .verbatim, content: content))
        case .indentedCode:
            changes.append(.close(block.id, .verbatim, content: content.lowerBound..<indentedCodeEnd(content)))
        default: changes.append(.close(block.id, nil, content: 0..<0))
        }
        path[parent].lastChildEndsBlank = block.closesBlank
        return parent
    }

    /// Indented code ends with its last line that is not blank.
    func indentedCodeEnd(_ content: Range<Int>) -> Int {
        var end = content.upperBound
        var at = end
        while at > content.lowerBound, ASCII.isBlank(text[at - 1]) || text[at - 1] == ASCII.lineFeed {
            at -= 1
            if text[at] == ASCII.lineFeed { end = at + 1 }
        }
        return end
    }

    /// Takes the link reference definitions off the start of the open paragraph.
    mutating func takeDefinitions(_ references: inout ReferenceTable?) {
        let index = path.count - 1
        let start = path[index].contentStart
        guard start < text.count, text[start] == ASCII.openBracket else { return }
        guard var table = references else { return }
        references = nil  // so that the table is changed where it is
        let found = text.withUnsafeBufferPointer { text in
            LinkReferenceDefinitions.read(
                UnsafeBufferPointer(rebasing: text[start...]), isOpen: false, into: &table)
        }
        references = table
        path[index].contentStart += found.end
        definedLabels.append(contentsOf: found.hashes)
    }

    mutating func makeID() -> BlockID {
        lastID &+= 1
        return BlockID(lastID)
    }
}
