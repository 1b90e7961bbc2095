/// One line of a stream, taken apart as the standard says: field name, colon, at most one space, value.
struct FieldLine {
    enum Field {
        case data
        case event
        case id
        case retry
        case comment
        case unknown
    }

    let field: Field
    let value: UnsafeRawBufferPointer

    /// Takes apart a line of `count` bytes, at least one, without its line ending.
    @inline(__always)
    init(_ line: UnsafeRawPointer, count: Int) {
        let first = line.load(as: UInt8.self)
        if first == UInt8(ascii: "d"), Self.word(line, count) == 0x6174_6164, Self.endsName(line, at: 4, count) {
            self.init(.data, line, nameCount: 4, count)
        } else if first == UInt8(ascii: ":") {
            self.init(.comment, line, nameCount: count, count)
        } else {
            self.init(other: line, count: count)
        }
    }

    @inline(never)
    private init(other line: UnsafeRawPointer, count: Int) {
        let word = Self.word(line, count)
        if word & 0xFFFF == 0x6469, Self.endsName(line, at: 2, count) {
            self.init(.id, line, nameCount: 2, count)
        } else if word == 0x6E65_7665, Self.hasByte("t", line, at: 4, count), Self.endsName(line, at: 5, count) {
            self.init(.event, line, nameCount: 5, count)
        } else if word == 0x7274_6572, Self.hasByte("y", line, at: 4, count), Self.endsName(line, at: 5, count) {
            self.init(.retry, line, nameCount: 5, count)
        } else {
            self.init(.unknown, line, nameCount: count, count)
        }
    }

    @inline(__always)
    private init(_ field: Field, _ line: UnsafeRawPointer, nameCount: Int, _ count: Int) {
        var start = nameCount
        if start < count { start &+= 1 }
        if start < count, line.load(fromByteOffset: start, as: UInt8.self) == UInt8(ascii: " ") { start &+= 1 }
        self.field = field
        self.value = UnsafeRawBufferPointer(start: line + start, count: count &- start)
    }

    /// The value as a number of milliseconds if it is ASCII digits only, the greatest number if it is greater.
    var milliseconds: UInt32? {
        guard !value.isEmpty else { return nil }
        var number: UInt32 = 0
        for byte in value {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.addingReportingOverflow(UInt32(byte &- UInt8(ascii: "0")))
            number = overflow || carry ? .max : sum
        }
        return number
    }

    /// Whether the value may be an id: one with NUL is ignored.
    var isID: Bool { !value.contains(0) }

    /// The line's first four bytes as a little-endian word; missing ones are zero.
    @inline(__always)
    private static func word(_ line: UnsafeRawPointer, _ count: Int) -> UInt32 {
        if count >= 4 { return UInt32(littleEndian: line.loadUnaligned(as: UInt32.self)) }
        var word: UInt32 = 0
        for offset in 0..<count {
            word |= UInt32(line.load(fromByteOffset: offset, as: UInt8.self)) &<< UInt32(8 &* offset)
        }
        return word
    }

    @inline(__always)
    private static func hasByte(_ byte: Unicode.Scalar, _ line: UnsafeRawPointer, at offset: Int, _ count: Int) -> Bool
    {
        offset < count && line.load(fromByteOffset: offset, as: UInt8.self) == UInt8(ascii: byte)
    }

    @inline(__always)
    private static func endsName(_ line: UnsafeRawPointer, at offset: Int, _ count: Int) -> Bool {
        offset == count || hasByte(":", line, at: offset, count)
    }
}
