/// Bytes and rules of the HTTP grammar (RFC 9110, section 5.6).
enum ASCII {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let comma: UInt8 = 0x2C
    static let colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B

    /// Space or tab.
    static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

    /// What a field value may consist of: no control characters but the tab.
    static func isFieldCharacter(_ byte: UInt8) -> Bool { byte >= space && byte != 0x7F || byte == tab }

    /// What a field name consists of.
    static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
        default: false
        }
    }

    static func decimalDigit(_ byte: UInt8) -> Int? {
        (0x30...0x39).contains(byte) ? Int(byte - 0x30) : nil
    }

    static func hexDigit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x30...0x39: Int(byte - 0x30)
        case 0x41...0x46: Int(byte - 0x41 + 10)
        case 0x61...0x66: Int(byte - 0x61 + 10)
        default: nil
        }
    }

    /// Whether `text` is `lowercased` without regard to the case of its ASCII letters.
    static func matches(_ text: some StringProtocol, _ lowercased: String) -> Bool {
        text.utf8.count == lowercased.utf8.count
            && text.utf8.elementsEqual(lowercased.utf8) { Self.lowercased($0) == $1 }
    }

    /// The text up to a byte, in lower case and without blanks.
    static func lowercasedWithoutBlanks(_ text: String, before end: UInt8) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte == end { break }
            if !isBlank(byte) { bytes.append(lowercased(byte)) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether all bytes of a text are what they must be.
    @inline(__always)
    static func allSatisfy(_ text: String, _ predicate: (UInt8) -> Bool) -> Bool {
        var text = text
        return text.withUTF8 { $0.allSatisfy(predicate) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    /// The bytes without blanks at either end.
    static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        let start = bytes.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return start.prefix(0) }
        return start[...last]
    }

    /// The text without blanks at either end.
    static func trimmed(_ text: Substring) -> String {
        var bytes = text.utf8
        while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
