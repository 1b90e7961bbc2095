/// Writes characters as UTF-8.
enum UTF8Encoding {
    /// Adds a character.
    static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value >> shift) & 0x3F | 0x80 }
        switch value {
        case 0..<0x80: bytes.append(UInt8(truncatingIfNeeded: value))
        case 0x80..<0x800:
            bytes.append(UInt8(truncatingIfNeeded: value >> 6) | 0xC0)
            bytes.append(tail(0))
        case 0x800..<0x1_0000:
            bytes.append(UInt8(truncatingIfNeeded: value >> 12) | 0xE0)
            bytes.append(tail(6))
            bytes.append(tail(0))
        default:
            bytes.append(UInt8(truncatingIfNeeded: value >> 18) & 0x07 | 0xF0)
            bytes.append(tail(12))
            bytes.append(tail(6))
            bytes.append(tail(0))
        }
    }
}
