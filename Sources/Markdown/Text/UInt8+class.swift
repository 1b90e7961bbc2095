extension UInt8 {
    /// Space, tab, line feed, vertical tab, form feed, carriage return.
    @inline(__always)
    var isWhitespace: Bool { self == 0x20 || self &- 9 < 5 }
    @inline(__always)
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    @inline(__always)
    var isDigit: Bool { self &- 0x30 < 10 }
    @inline(__always)
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    @inline(__always)
    var isAlphanumeric: Bool { isDigit || isLetter }
    /// ASCII punctuation: what a backslash escapes.
    @inline(__always)
    var isPunctuation: Bool { self > 0x20 && self < 0x7F && !isAlphanumeric }
    @inline(__always)
    var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
    /// The value of a hexadecimal digit.
    var hexadecimalValue: UInt8? {
        if isDigit { return self & 0xF }
        let letter = lowercased
        return letter >= 0x61 && letter <= 0x66 ? letter &- 87 : nil
    }
}
