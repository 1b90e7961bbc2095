/// The name of one turn.
public struct TurnID: UnguessableID {
    /// The upper 64 bits.
    public let high: UInt64
    /// The lower 64 bits.
    public let low: UInt64

    /// A turn named by these bits.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Writes the 22 characters to the beginning of `bytes`, which must have room for them.
    ///
    /// - Returns: 22, the number of bytes written.
    @discardableResult
    public func write(to bytes: UnsafeMutableRawBufferPointer) -> Int {
        UnguessableText.write(high: high, low: low, to: bytes)
        return UnguessableText.length
    }
}
