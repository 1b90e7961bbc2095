/// The hash of bytes one after the other (FNV-1a), its bits mixed.
struct ByteHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds a byte.
    mutating func add(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    /// The hash of the bytes so far.
    var value: UInt64 {
        let mixed = (state ^ state >> 32) &* 0xD6E8_FEB8_6659_FD93
        return mixed ^ mixed >> 32
    }
}
