/// Numbers in decimal digits.
enum DecimalDigits {
    /// Adds a number to a text.
    static func append(_ number: UInt32, to text: inout [UInt8]) {
        let start = text.count
        var rest = number
        repeat {
            text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        text[start...].reverse()
    }
}
