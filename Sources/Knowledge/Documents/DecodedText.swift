/// The bytes of a file as text.
///
/// A byte order mark decides; otherwise valid UTF-8 is UTF-8. Text that is not valid is read as Windows-1252 when it
/// has no multi-byte UTF-8 at all, as files from old office programs are, and is repaired with U+FFFD otherwise.
struct DecodedText: Equatable {
    let text: String
    /// A sentence about the encoding when it was not UTF-8.
    let remark: String?

    init(_ bytes: [UInt8]) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            self.init(utf8: bytes.dropFirst(3))
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            self.init(utf16: bytes.dropFirst(2), isBigEndian: false)
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            self.init(utf16: bytes.dropFirst(2), isBigEndian: true)
        } else {
            self.init(utf8: bytes[...])
        }
    }

    private init(utf8 bytes: ArraySlice<UInt8>) {
        if let text = String(validating: bytes, as: UTF8.self) {
            self.text = text
            remark = nil
        } else if Self.hasMultibyteSequence(bytes) {
            text = String(decoding: bytes, as: UTF8.self)
            remark = "The file is not valid UTF-8; the wrong bytes were replaced."
        } else {
            var scalars = String.UnicodeScalarView()
            for byte in bytes { scalars.append(Self.windows1252(byte)) }
            text = String(scalars)
            remark = "The file is not UTF-8 and was read as Windows-1252."
        }
    }

    private init(utf16 bytes: ArraySlice<UInt8>, isBigEndian: Bool) {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let first = UInt16(bytes[index])
            let second = UInt16(bytes[index + 1])
            units.append(isBigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        text = String(decoding: units, as: UTF16.self)
        remark = nil
    }

    private static func hasMultibyteSequence(_ bytes: ArraySlice<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in bytes {
            if (0x80...0xBF).contains(byte), (0xC2...0xF4).contains(previous) { return true }
            previous = byte
        }
        return false
    }

    /// The WHATWG table; bytes without a character become U+FFFD.
    private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        return upperHalf[Int(byte) - 0x80]
    }

    private static let upperHalf: [Unicode.Scalar] = [
        "€", "\u{FFFD}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{FFFD}", "Ž", "\u{FFFD}",
        "\u{FFFD}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{FFFD}", "ž", "Ÿ",
    ]
}
