/// A view of UTF-8 text that somebody else keeps alive.
typealias Bytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer<UInt8> {
    /// The character that begins at `offset`, and how many bytes it has. U+FFFD and one byte where none begins.
    func scalar(at offset: Int) -> (value: UInt32, length: Int) {
        guard offset < count else { return (0xFFFD, 1) }
        let first = self[offset]
        if first < 0x80 { return (UInt32(first), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first <= 0xF4, offset + length <= count else { return (0xFFFD, 1) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for index in offset + 1..<offset + length {
            guard self[index] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            value = value << 6 | UInt32(self[index] & 0x3F)
        }
        return (value, length)
    }

    /// The character that ends right before `offset`, which is not 0.
    func scalar(before offset: Int) -> UInt32 {
        var first = offset - 1
        while first > 0, offset - first < 4, self[first] & 0xC0 == 0x80 { first -= 1 }
        return scalar(at: first).value
    }

    /// Where the last character ends that is whole: a text that is still being written may end amid one.
    var endOfWholeCharacters: Int {
        var first = count - 1
        while first >= 0, count - first < 4, self[first] & 0xC0 == 0x80 { first -= 1 }
        guard first >= 0, self[first] >= 0xC0 else { return count }
        let length = self[first] >= 0xF0 ? 4 : self[first] >= 0xE0 ? 3 : 2
        return count - first < length ? first : count
    }

    /// Where the white space begins that ends at `end`, not before `start`.
    func trimmedEnd(_ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start, self[end - 1].isWhitespace { end -= 1 }
        return end
    }

    /// Where something else than white space follows, from `offset` on and not beyond `end`.
    func afterWhitespace(_ offset: Int, _ end: Int) -> Int {
        var offset = offset
        while offset < end, self[offset].isWhitespace { offset += 1 }
        return offset
    }

    /// A part, by itself.
    func part(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: self[start..<Swift.max(start, end)])
    }
}
