/// Which characters may stand in a line of a log as they are.
enum LogEscaping {
    /// Whether a character could end a line, move a terminal's cursor, or make text look like other text.
    ///
    /// Controls of C0 and C1 with ANSI's escape among them, delete, the line and paragraph separators, and the marks
    /// that change the direction of writing.
    static func isHazardous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// A hazardous character as `\n`, `\r`, `\t` or `\u` and four digits.
    static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u" + String(repeating: "0", count: 4 - hex(scalar).count) + hex(scalar)
        }
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String {
        String(scalar.value, radix: 16)
    }
}
