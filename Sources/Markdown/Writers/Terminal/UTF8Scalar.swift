/// A Unicode scalar in UTF-8.
struct UTF8Scalar {
    let value: UInt32
    /// Where the next scalar begins.
    let end: Int

    /// The scalar at an offset; nil at the end and where there is no well-formed one.
    static func read(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> UTF8Scalar? {
        guard offset < text.count else { return nil }
        let lead = text[offset]
        let least: UInt32
        let count: Int
        switch lead {
        case 0..<0x80: return UTF8Scalar(value: UInt32(lead), end: offset + 1)
        case 0xC2...0xDF: (least, count) = (0x80, 2)
        case 0xE0...0xEF: (least, count) = (0x800, 3)
        case 0xF0...0xF4: (least, count) = (0x1_0000, 4)
        default: return nil
        }
        guard offset + count <= text.count else { return nil }
        var value = UInt32(lead) & (0x7F >> UInt32(count))
        for place in 1..<count {
            guard text[offset + place] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(text[offset + place] & 0x3F)
        }
        guard value >= least, value <= 0x10_FFFF, !(0xD800...0xDFFF).contains(value) else { return nil }
        return UTF8Scalar(value: value, end: offset + count)
    }
}
