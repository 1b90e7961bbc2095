/// Leaves out of a text what is in no language: code between backticks or fences, and web addresses.
enum ProseBytes {
    /// - Parameter text: UTF-8 in lower case. Linear in its length.
    static func of(_ text: [UInt8]) -> [UInt8] {
        var prose: [UInt8] = []
        prose.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.first {
            if let length = lengthOfCode(rest) ?? lengthOfAddress(rest) {
                rest.removeFirst(length)
                prose.append(UInt8(ascii: " "))
            } else {
                prose.append(byte)
                rest.removeFirst()
            }
        }
        return prose
    }

    private static let tick = UInt8(ascii: "`")
    private static let fence: [UInt8] = [tick, tick, tick]

    /// Code that does not end goes on to the end where it has a fence, and is none where it has not.
    private static func lengthOfCode(_ text: ArraySlice<UInt8>) -> Int? {
        guard text.first == tick else { return nil }
        if text.starts(with: fence) {
            guard let end = text.dropFirst(3).firstRange(of: fence)?.upperBound else { return text.count }
            return end - text.startIndex
        }
        guard let end = text.dropFirst().firstIndex(where: { $0 == tick || $0 == UInt8(ascii: "\n") }),
            text[end] == tick
        else { return nil }
        return end + 1 - text.startIndex
    }

    private static func lengthOfAddress(_ text: ArraySlice<UInt8>) -> Int? {
        guard text.first == UInt8(ascii: "h"),
            text.starts(with: "https://".utf8) || text.starts(with: "http://".utf8)
        else { return nil }
        return text.prefix { $0 > UInt8(ascii: " ") }.count
    }
}
