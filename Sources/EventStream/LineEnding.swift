/// The search for line endings, eight bytes at a time.
enum LineEnding {
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D

    /// The offset of the first CR or LF in `start ..< end`, or `end` if there is none.
    @inline(__always)
    static func first(in base: UnsafeRawPointer, from start: Int, to end: Int) -> Int {
        var offset = start
        while end &- offset >= 32 {
            let matches = (
                matches(base, offset), matches(base, offset &+ 8), matches(base, offset &+ 16),
                matches(base, offset &+ 24)
            )
            if matches.0 | matches.1 | matches.2 | matches.3 != 0 {
                if matches.0 != 0 { return offset &+ matches.0.trailingZeroBitCount &>> 3 }
                if matches.1 != 0 { return offset &+ 8 &+ matches.1.trailingZeroBitCount &>> 3 }
                if matches.2 != 0 { return offset &+ 16 &+ matches.2.trailingZeroBitCount &>> 3 }
                return offset &+ 24 &+ matches.3.trailingZeroBitCount &>> 3
            }
            offset &+= 32
        }
        while end &- offset >= 8 {
            let match = matches(base, offset)
            if match != 0 { return offset &+ match.trailingZeroBitCount &>> 3 }
            offset &+= 8
        }
        while offset < end {
            let byte = base.load(fromByteOffset: offset, as: UInt8.self)
            if byte == lineFeed || byte == carriageReturn { return offset }
            offset &+= 1
        }
        return end
    }

    /// A word whose lowest set bit marks the first CR or LF of the eight bytes at `offset`; zero if there is none.
    ///
    /// Subtracting one borrows from a byte's high bit only if the byte was zero, or below a byte where that has
    /// happened; so bits above the first may be false, and the first never is.
    @inline(__always)
    private static func matches(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        let ones: UInt64 = 0x0101_0101_0101_0101
        let feeds = word ^ (ones &* UInt64(lineFeed))
        let returns = word ^ (ones &* UInt64(carriageReturn))
        let zeros = ((feeds &- ones) & ~feeds) | ((returns &- ones) & ~returns)
        return zeros & (ones &* 0x80)
    }
}
