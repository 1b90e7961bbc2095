/// The decimal digits of a number that is not negative, without allocating.
struct DecimalDigits {
    private var storage: (UInt64, UInt64, UInt64) = (0, 0, 0)
    private let count: Int

    init(_ number: Int) {
        var remainder = UInt64(number.magnitude)
        var position = 20
        withUnsafeMutableBytes(of: &storage) { bytes in
            repeat {
                position -= 1
                bytes[position] = 0x30 + UInt8(remainder % 10)
                remainder /= 10
            } while remainder > 0
        }
        count = 20 - position
    }

    /// Calls `body` with the digits, most significant first.
    mutating func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        let count = count
        withUnsafeBytes(of: &storage) { body(UnsafeRawBufferPointer(rebasing: $0[(20 - count)..<20])) }
    }
}
