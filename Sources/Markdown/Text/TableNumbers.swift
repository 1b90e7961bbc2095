/// Reads the numbers of a table that Scripts/make-markdown-tables wrote: digits of five bits, low ones first.
struct TableNumbers {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0

    init(_ table: StaticString) {
        bytes = UnsafeBufferPointer(start: table.utf8Start, count: table.utf8CodeUnitCount)
    }

    /// The next number, nil at the end.
    mutating func next() -> UInt32? {
        var value: UInt32 = 0
        var shift: UInt32 = 0
        while offset < bytes.count {
            let digit = bytes[offset]
            offset += 1
            if digit >= 0x5D { return value | UInt32(digit &- 0x5D) << shift }
            value |= UInt32(digit &- 0x23) << shift
            shift &+= 5
        }
        return nil
    }

    /// Every number added to those before it.
    static func sums(_ table: StaticString) -> [UInt32] {
        var numbers = TableNumbers(table)
        var sums: [UInt32] = []
        var sum: UInt32 = 0
        while let number = numbers.next() {
            sum &+= number
            sums.append(sum)
        }
        return sums
    }
}
