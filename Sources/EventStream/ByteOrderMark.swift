/// The one byte order mark (EF BB BF) that may open a stream, however it is cut.
struct ByteOrderMark: Sendable {
    private var isExpected = true
    private var matchedCount = 0

    /// The offset in `bytes` at which the stream's text goes on.
    ///
    /// Bytes of earlier chunks that looked like the mark's beginning and were not are appended to `carry`.
    mutating func skip(in bytes: UnsafeRawBufferPointer, carrying carry: inout [UInt8]) -> Int {
        guard isExpected else { return 0 }
        var offset = 0
        while offset < bytes.count, matchedCount < 3 {
            guard bytes[offset] == Self.byte(matchedCount) else {
                isExpected = false
                for index in 0..<(matchedCount - offset) { carry.append(Self.byte(index)) }
                return 0
            }
            offset += 1
            matchedCount += 1
        }
        isExpected = matchedCount < 3
        return offset
    }

    private static func byte(_ index: Int) -> UInt8 {
        index == 0 ? 0xEF : index == 1 ? 0xBB : 0xBF
    }
}
