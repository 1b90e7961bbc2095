/// JSON text being written.
struct JSONText {
    private(set) var bytes: [UInt8] = []

    /// Appends text that is JSON already.
    mutating func append(_ json: String) {
        bytes.append(contentsOf: json.utf8)
    }

    /// Appends a string in quotation marks, with those characters escaped that must be.
    mutating func append(string: String) {
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { text in
            var rest = text[...]
            while let index = rest.firstIndex(where: Self.mustBeEscaped) {
                bytes.append(contentsOf: rest[..<index])
                append(escaped: rest[index])
                rest = rest[(index + 1)...]
            }
            bytes.append(contentsOf: rest)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func mustBeEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case 0x0A:
            append(#"\n"#)
        case ..<0x20:
            append(#"\u00"#)
            bytes.append(Self.hexDigit(byte >> 4))
            bytes.append(Self.hexDigit(byte & 0x0F))
        default:
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x57 + value
    }
}
