/// A block of lines that began in the chunk at hand: its values are still where they came.
struct BorrowedBlock {
    /// The value of the only data line so far; of several, the first.
    var data: UnsafeRawBufferPointer?

    /// Whether there were several data lines, which are then joined in the decoder's own buffer.
    var isJoined = false
    var type = UnsafeRawBufferPointer(start: nil, count: 0)
    var id: UnsafeRawBufferPointer?
    var retry: UInt32?
}
