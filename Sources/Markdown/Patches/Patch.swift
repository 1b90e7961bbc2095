/// One change to a tree of blocks.
///
/// Blocks are opened at the end of their parent, and a block keeps its id. A leaf's content is a log of
/// ``InlineEvent``s that is cut back by ``select(_:keeping:)`` and grows at its end: everything that follows a `select`,
/// up to the next one, is added to that leaf. Ranges lie in ``PatchList/bytes``.
public enum Patch: Hashable, Sendable {
    /// A new block, the last child of its parent.
    case open(BlockID, parent: BlockID, BlockKind)
    /// A block is of another kind than was thought: a paragraph a heading, a list loose. Its content stays.
    case change(BlockID, BlockKind)
    /// A block, and all in it, was none.
    case remove(BlockID)
    /// Nothing more is added to a block, nor to any in it. A link definition that comes late may still change its inline content.
    case freeze(BlockID)
    /// A leaf keeps so many of its events; what follows is added to them.
    case select(BlockID, keeping: Int)
    /// Text is added to the leaf's last event, which is text.
    case extendText(Range<Int>)
    /// So much of the end of the leaf's last event, which is text, is cut off, counted in bytes of UTF-8 and in code units
    /// of UTF-16, as a page counts; then text is added to it.
    case replaceTextEnd(byteCount: Int, unitCount: Int, Range<Int>)
    /// An event with one piece of bytes: text, code, source mark, raw HTML.
    case leaf(InlineEvent.Kind, Range<Int>)
    /// An event without bytes: a break, or where a span begins or ends.
    case event(InlineEvent.Kind)
    case link(address: Range<Int>, title: Range<Int>)
    case image(address: Range<Int>, title: Range<Int>, description: Range<Int>)
}
