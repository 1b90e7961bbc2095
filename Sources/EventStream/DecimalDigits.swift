/// A number in decimal, without text.
enum DecimalDigits {
    static func count(of number: UInt32) -> Int {
        var (rest, count) = (number / 10, 1)
        while rest > 0 {
            rest /= 10
            count += 1
        }
        return count
    }

    static func withDigits(of number: UInt32, _ body: (UnsafeRawBufferPointer) -> Void) {
        withUnsafeTemporaryAllocation(byteCount: 10, alignment: 1) { buffer in
            var (rest, start) = (number, 10)
            repeat {
                start -= 1
                buffer[start] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            body(UnsafeRawBufferPointer(rebasing: buffer[start...]))
        }
    }
}
