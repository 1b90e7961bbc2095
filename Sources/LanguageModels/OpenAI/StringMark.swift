/// The search for what ends a run of plain text in a JSON string, eight bytes at a time.
enum StringMark {
    /// The offset of the first quotation mark or backslash in `start ..< end`, or `end` if there is none.
    @inline(__always)
    static func first(in base: UnsafeRawPointer, from start: Int, to end: Int) -> Int {
        var offset = start
        while end &- offset >= 8 {
            let match = matches(base, offset)
            if match != 0 { return offset &+ match.trailingZeroBitCount &>> 3 }
            offset &+= 8
        }
        while offset < end {
            let byte = base.load(fromByteOffset: offset, as: UInt8.self)
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return offset }
            offset &+= 1
        }
        return end
    }

    /// A word whose lowest set bit marks the first match in the eight bytes at `offset`; zero if there is none.
    ///
    /// Subtracting one from every byte sets the high bit of those that were zero. A borrow can mark bytes above such a
    /// one falsely, never below it, so the lowest mark is true.
    @inline(__always)
    private static func matches(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        return (((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)) & (ones &* 0x80)
    }
}
