/// How much of an open block may be read again, so that all work grows with the text whatever the text and its cuts.
///
/// Every byte that comes allows four to be read again; what is not used is kept, up to 64 KiB, which is there from the
/// start. Ordinary answers use one.
struct ReadingCredit {
    private static let perByte = 4
    private static let maximum = 65_536

    private var available = Self.maximum
    /// How many bytes have been read again.
    private(set) var spent = 0

    /// Bytes have come.
    mutating func earn(byteCount: Int) {
        available = min(Self.maximum, available + byteCount * Self.perByte)
    }

    /// Whether so many bytes may be read again, which they then are.
    mutating func spend(_ byteCount: Int) -> Bool {
        guard byteCount <= available else { return false }
        available -= byteCount
        spent += byteCount
        return true
    }
}
