/// Entity and numeric character references (§6.2 of HTML's names, §2.5 of the specification).
enum CharacterReference {
    private static let longestName = 31
    /// Whether a reference begins at the ampersand at `offset`.
    static func reach(_ source: Bytes, _ offset: Int, _ end: Int) -> Reach {
        let first = offset + 1
        guard first < end else { return .unfinished }
        if source[first] == UInt8(ascii: "#") { return numericReach(source, first + 1, end) }
        var last = first
        while last < end, last - first <= longestName, source[last].isAlphanumeric { last += 1 }
        if last == first || last - first > longestName { return .absent }
        let name = source.part(first, last)
        if last < end {
            guard source[last] == UInt8(ascii: ";"), case .name = EntityNames.find(name) else { return .absent }
            return .found(last + 1)
        }
        if case .absent = EntityNames.find(name) { return .absent }
        return .unfinished
    }

    /// Adds what a reference stands for: `source[start..<end]` is one, from ampersand to semicolon.
    static func append(_ source: Bytes, _ start: Int, _ end: Int, to bytes: inout [UInt8]) {
        if source[start + 1] != UInt8(ascii: "#") {
            if case .name(let first, let second) = EntityNames.find(source.part(start + 1, end - 1)) {
                UTF8Encoding.append(first, to: &bytes)
                if second != 0 { UTF8Encoding.append(second, to: &bytes) }
            }
            return
        }
        let isHexadecimal = source[start + 2] | 0x20 == UInt8(ascii: "x")
        var number: UInt32 = 0
        for index in (isHexadecimal ? start + 3 : start + 2)..<end - 1 {
            number = number &* (isHexadecimal ? 16 : 10) &+ UInt32(source[index].hexadecimalValue ?? 0)
        }
        let isCharacter = number > 0 && number < 0x11_0000 && !(number >= 0xD800 && number < 0xE000)
        UTF8Encoding.append(isCharacter ? number : 0xFFFD, to: &bytes)
    }

    private static func numericReach(_ source: Bytes, _ offset: Int, _ end: Int) -> Reach {
        guard offset < end else { return .unfinished }
        let isHexadecimal = source[offset] | 0x20 == UInt8(ascii: "x")
        let first = isHexadecimal ? offset + 1 : offset
        let most = isHexadecimal ? 6 : 7
        var last = first
        while last < end, last - first <= most,
            isHexadecimal ? source[last].hexadecimalValue != nil : source[last].isDigit
        {
            last += 1
        }
        if last - first > most { return .absent }
        if last == end { return .unfinished }
        return last > first && source[last] == UInt8(ascii: ";") ? .found(last + 1) : .absent
    }
}
