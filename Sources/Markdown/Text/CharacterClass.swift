/// What a character is for the flanking of delimiter runs (§6.2).
enum CharacterClass {
    case whitespace
    case punctuation
    case other

    private static let boundaries = TableNumbers.sums(UnicodeTables.punctuation)

    /// White space is tab, line feed, form feed, carriage return and Zs; punctuation is Unicode's P and S.
    init(_ scalar: UInt32) {
        if scalar < 0x80 {
            let byte = UInt8(truncatingIfNeeded: scalar)
            self = byte.isWhitespace ? .whitespace : byte.isPunctuation ? .punctuation : .other
        } else if Self.isSpace(scalar) {
            self = .whitespace
        } else {
            self = Self.isPunctuation(scalar) ? .punctuation : .other
        }
    }

    private static func isSpace(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    private static func isPunctuation(_ scalar: UInt32) -> Bool {
        let boundaries = boundaries
        var low = 0
        var high = boundaries.count
        while low < high {
            let middle = (low + high) / 2
            if boundaries[middle] <= scalar { low = middle + 1 } else { high = middle }
        }
        return low % 2 == 1
    }
}
