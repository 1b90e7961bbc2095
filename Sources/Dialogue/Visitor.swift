/// Who is asking without having said who they are: enough to recognise a repeated request, and no more.
///
/// The key is a keyed hash made at the edge; it holds no address and means nothing after a restart.
public struct Visitor: Hashable, Sendable {
    /// The opaque key.
    public let key: UInt64

    /// A visitor by its key.
    public init(key: UInt64) { self.key = key }
}
