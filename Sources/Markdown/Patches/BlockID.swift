/// The name of a block: a number that no other block has as long as it is there. A block that was removed leaves its
/// number to another.
///
/// Zero is the document itself, the parent of the outermost blocks.
public struct BlockID: Hashable, Sendable {
    /// The document.
    public static let document = BlockID(0)
    /// The number, as it travels in a patch.
    public let number: UInt32

    /// Makes the id of this number.
    public init(_ number: UInt32) {
        self.number = number
    }
}
