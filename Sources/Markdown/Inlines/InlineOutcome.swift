/// What is to be known of a reading of inline content besides the events.
struct InlineOutcome {
    /// How far the reading is settled: whatever bytes may follow, the events before `mark` stay, and a later reading may
    /// begin at `offset` of the source. There, no span is open that could still close and no bracket that could become
    /// a link.
    var offset: Int
    var mark: InlineLog.Mark
    /// Whether the log ends with text that ends at the end of the source, trailing spaces apart, at a place where plain
    /// letters that follow simply lengthen it. Only for an open source. Which bytes may follow without a new reading, and
    /// how, says ``InlineParser/isPlain(_:)``.
    var endsInPlainText = false
    /// The hashes of the labels, ``ReferenceTable/hash(of:)``, that look like references and are defined nowhere yet:
    /// those this reading came by, not those before its start.
    var missing: [UInt64] = []
}
