/// Reads the inline content of leaf blocks (§6, and GitHub's strikethrough and extended autolinks).
///
/// It takes time linear in the length of the text, whatever the text, and nothing in it recurs. It keeps its memory from
/// one call to the next.
struct InlineParser {
    private let options: MarkdownOptions
    private var scratch = InlineScratch()

    init(_ options: MarkdownOptions) {
        self.options = options
    }

    /// Reads `source[start...]` into `log`, which is empty at the call.
    ///
    /// `source` is a leaf's content: its lines joined by line feeds, without the white space before each. `start` is 0, or
    /// the ``InlineOutcome/offset`` of an earlier reading of a beginning of this source; what is written then follows
    /// that reading's mark, and text follows text as its continuation.
    ///
    /// An open source goes on after its end. What is half written there is shown as it will most likely be: a span whose
    /// end has not come ends where the text ends, of a link only the text is shown, and bytes that may turn out to be
    /// part of a marker are not shown yet: delimiters, back-ticks, a backslash, `!`, the beginning of an entity or of
    /// an autolink, white space.
    mutating func parse(
        _ source: Bytes, from start: Int, isOpen: Bool, references: ReferenceTable, into log: inout InlineLog
    ) -> InlineOutcome {
        var reading = InlineReading(
            source, from: min(max(start, 0), source.count), isOpen: isOpen, options, references, &scratch)
        reading.scan()
        reading.resolveEmphasis()
        reading.settle()
        var writer = InlineWriter(consume reading)
        let outcome = writer.write(into: &log)
        swap(&scratch, &writer.reading.scratch)
        return outcome
    }

    /// Whether a byte lengthens plain text and can do nothing else.
    ///
    /// Where ``InlineOutcome/endsInPlainText`` is true, the caller may add to the last event of the log, without a new
    /// reading: the white space that the source ended with and that is not shown yet, then bytes that are plain, whole
    /// characters of UTF-8, with spaces and tabs between them but not at their end. Everything that is not plain asks
    /// for a new reading: line endings, `` \ ` * _ ~ [ ] ! < & : @ . ``.
    static func isPlain(_ byte: UInt8) -> Bool {
        !byte.isWhitespace && !isSpecial(byte) && byte != UInt8(ascii: "@")
    }

    /// Whether something else than text may begin at a byte, or end.
    @inline(__always)
    static func isSpecial(_ byte: UInt8) -> Bool {
        // Line feed, ! & * . : < in the lower half; @ [ \ ] _ ` ~ in the upper.
        let set: UInt64 = byte & 0x40 == 0 ? 0x1400_4442_0000_0400 : 0x4000_0001_B800_0001
        return byte < 0x80 && set &>> UInt64(byte & 0x3F) & 1 == 1
    }
}
