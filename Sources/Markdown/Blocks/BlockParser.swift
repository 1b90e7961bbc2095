/// The first phase of CommonMark's parsing strategy (appendix A): lines in, changes to the tree of blocks out.
///
/// Holds the path of open blocks and the content of the leaf that is open, and nothing of what is closed.
struct BlockParser {
    let options: MarkdownOptions
    /// The open blocks, from the document to the innermost.
    var path = [OpenBlock(id: .document, kind: .document)]
    /// The content of the open leaf, and before it that of leaves which ``changes`` close.
    var text: [UInt8] = []
    /// What lines have done since this was last emptied.
    var changes: [BlockChange] = []
    /// Labels defined since this was last emptied.
    var definedLabels: [UInt64] = []
    /// The columns of the open table.
    var alignments: [BlockKind.CellAlignment] = []
    var lastID: UInt32 = 0
    /// What can be said of the line that was read last, if its end has not come.
    var standing = PartialLine.Standing.settled

    init(_ options: MarkdownOptions) {
        self.options = options
    }

    /// What a partial line may change, to be put back when more of the line has come.
    struct Checkpoint {
        fileprivate var path: [OpenBlock]
        fileprivate var lastID: UInt32
        fileprivate var textCount: Int
        fileprivate var alignments: [BlockKind.CellAlignment]
    }

    func checkpoint() -> Checkpoint {
        Checkpoint(path: path, lastID: lastID, textCount: text.count, alignments: alignments)
    }

    mutating func restore(_ checkpoint: Checkpoint) {
        path = checkpoint.path
        lastID = checkpoint.lastID
        alignments = checkpoint.alignments
        text.removeSubrange(checkpoint.textCount...)
        changes.cut(to: 0)
    }

    /// The innermost open block.
    var tip: OpenBlock { path[path.count - 1] }

    /// Reads one line.
    ///
    /// - Parameter references: where definitions go; nil for a line whose end has not come. Such a line changes ``path``,
    ///   adds to ``text`` and ``changes``, and is taken back by ``restore(_:)``.
    mutating func read(_ line: UnsafeBufferPointer<UInt8>, references: inout ReferenceTable?) {
        var cursor = LineCursor(line)
        guard var matched = matchOpenBlocks(&cursor, &references) else { return }
        let continued = matched
        matched = openBlocks(&cursor, matched: matched, &references)
        if matched > 0 { addText(cursor, matched: matched, isNew: matched > continued, &references) }
    }

    /// Closes everything: the text is at its end.
    mutating func finish(references: inout ReferenceTable?) {
        close(downTo: 1, &references)
    }

    /// Forgets the content of closed leaves, which nothing refers to any more.
    mutating func removeClosedText() {
        changes.cut(to: 0)
        let start = isLeafOpen ? tip.contentStart : text.count
        if start == 0 { return }
        text.removeSubrange(..<start)
        if isLeafOpen { path[path.count - 1].contentStart = 0 }
    }

    private var isLeafOpen: Bool {
        switch tip.kind {
        case .paragraph, .heading, .fencedCode, .indentedCode, .html: true
        case .document, .blockQuote, .list, .listItem, .table: false
        }
    }
}
