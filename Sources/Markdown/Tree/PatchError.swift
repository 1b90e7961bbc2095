/// Why a patch does not fit the tree it was meant for.
public struct PatchError: Error, Hashable, Sendable {
    /// What is wrong with the patch.
    public enum Code: Hashable, Sendable {
        /// The bytes are no patch.
        case malformed
        /// There is no block of this id.
        case unknownBlock
        /// There is a block of this id already, or it is the document's.
        case usedID
        /// The parent holds no blocks, or none of this kind: a leaf in a leaf, a cell outside a row.
        case misplacedBlock
        /// A block became of a kind that cannot have what it has.
        case misfittingKind
        /// Something was added to a frozen block, or a frozen block was removed.
        case frozenBlock
        /// A block was frozen with a span that is still open.
        case openSpan
        /// Inline content without a leaf selected, or for a block that is none.
        case noLeaf
        /// More events were to be kept than there are.
        case tooFewEvents
        /// Text was extended or replaced where the last event is none.
        case noText
        /// A text event after another, or without text: a log has one form for one content.
        case looseText
        /// The end of a span where none is open.
        case noSpan
        /// A leaf's content passes 4 GiB.
        case tooLong
    }

    /// What is wrong.
    public let code: Code
    /// The place of the patch in its list, the first being 0. Those before it were applied.
    public let index: Int

    /// Makes an error.
    public init(_ code: Code, at index: Int) {
        self.code = code
        self.index = index
    }
}
