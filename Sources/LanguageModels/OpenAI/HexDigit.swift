/// ASCII hexadecimal digits.
enum HexDigit {
    /// The value of a digit in either case; nil if the byte is none.
    @inline(__always)
    static func value(of byte: UInt8) -> UInt16? {
        switch byte {
        case 0x30...0x39: UInt16(byte &- 0x30)
        case 0x41...0x46: UInt16(byte &- 0x37)
        case 0x61...0x66: UInt16(byte &- 0x57)
        default: nil
        }
    }
}
