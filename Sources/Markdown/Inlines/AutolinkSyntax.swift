/// What lies between the pointed brackets of an autolink (§6.5).
enum AutolinkSyntax {
    /// How far an absolute address reaches whose `<` is at `offset`.
    static func address(_ source: Bytes, _ offset: Int, _ end: Int) -> Reach {
        var next = offset + 1
        guard next < end else { return .unfinished }
        guard source[next].isLetter else { return .absent }
        while next < end, isScheme(source[next]) { next += 1 }
        let length = next - offset - 1
        if length > 32 { return .absent }
        if next >= end { return .unfinished }
        guard length >= 2, source[next] == UInt8(ascii: ":") else { return .absent }
        next += 1
        while next < end {
            switch source[next] {
            case UInt8(ascii: ">"): return .found(next + 1)
            case 0...0x20, 0x7F, UInt8(ascii: "<"): return .absent
            default: next += 1
            }
        }
        return .unfinished
    }

    private static func isScheme(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }

    /// How far an e-mail address reaches whose `<` is at `offset`.
    static func email(_ source: Bytes, _ offset: Int, _ end: Int) -> Reach {
        var next = offset + 1
        while next < end, isLocal(source[next]) { next += 1 }
        if next >= end { return .unfinished }
        guard next > offset + 1, source[next] == UInt8(ascii: "@") else { return .absent }
        while true {
            next += 1
            let first = next
            while next < end, source[next].isAlphanumeric || source[next] == UInt8(ascii: "-") { next += 1 }
            if next - first > 63 || next > first && source[first] == UInt8(ascii: "-") { return .absent }
            if next >= end { return .unfinished }
            guard next > first, source[next - 1] != UInt8(ascii: "-") else { return .absent }
            if source[next] == UInt8(ascii: ">") { return .found(next + 1) }
            guard source[next] == UInt8(ascii: ".") else { return .absent }
        }
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        if byte.isAlphanumeric { return true }
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "^"), UInt8(ascii: "_"),
            UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "~"):
            return true
        // # $ % & ' * + - . /
        case 0x23...0x27, 0x2A, 0x2B, 0x2D...0x2F: return true
        default: return false
        }
    }
}
