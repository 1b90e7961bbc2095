/// How text looks.
struct TerminalFace: Hashable {
    /// What a face is made of.
    struct Traits: OptionSet, Hashable {
        let rawValue: UInt8
        static let bold = Traits(rawValue: 1)
        static let dim = Traits(rawValue: 2)
        static let italic = Traits(rawValue: 4)
        static let underlined = Traits(rawValue: 8)
        static let struck = Traits(rawValue: 16)
        static let code = Traits(rawValue: 32)
    }

    static let plain = TerminalFace()

    var traits: Traits = []
    /// Where the address of the link lies in the content that is written; empty if there is none.
    var address = 0..<0

    /// Adds the codes that lead from one face to another.
    static func change(
        from old: TerminalFace, to new: TerminalFace, _ style: TerminalStyle, addresses: [UInt8], in line: inout [UInt8]
    ) {
        if old == new { return }
        let oldTraits = old.traits.intersection(style.traits)
        let newTraits = new.traits.intersection(style.traits)
        if oldTraits != newTraits {
            if !oldTraits.isEmpty { append("\u{1B}[0m", to: &line) }
            newTraits.appendCodes(to: &line)
        }
        guard style.hasHyperlinks, old.address != new.address else { return }
        append("\u{1B}]8;;", to: &line)
        if new.address.upperBound <= addresses.count { appendAddress(addresses[new.address], to: &line) }
        append("\u{1B}\\", to: &line)
    }

    /// Adds plain letters.
    static func append(_ letters: StaticString, to line: inout [UInt8]) {
        line.append(contentsOf: UnsafeBufferPointer(start: letters.utf8Start, count: letters.utf8CodeUnitCount))
    }

    /// An address as visible ASCII; whatever is not, is percent-encoded.
    private static func appendAddress(_ address: ArraySlice<UInt8>, to line: inout [UInt8]) {
        for byte in address {
            if byte > 0x20, byte < 0x7F {
                line.append(byte)
            } else {
                line += [UInt8(ascii: "%"), hexadecimal(byte >> 4), hexadecimal(byte & 15)]
            }
        }
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") - 10 + digit
    }
}

extension TerminalFace.Traits {
    /// Adds the codes that give them to text that has none (ECMA-48, select graphic rendition).
    fileprivate func appendCodes(to line: inout [UInt8]) {
        if contains(.bold) { TerminalFace.append("\u{1B}[1m", to: &line) }
        if contains(.dim) { TerminalFace.append("\u{1B}[2m", to: &line) }
        if contains(.italic) { TerminalFace.append("\u{1B}[3m", to: &line) }
        if contains(.underlined) { TerminalFace.append("\u{1B}[4m", to: &line) }
        if contains(.struck) { TerminalFace.append("\u{1B}[9m", to: &line) }
        if contains(.code) { TerminalFace.append("\u{1B}[36m", to: &line) }
    }
}

extension TerminalStyle {
    /// The traits that text may show.
    fileprivate var traits: TerminalFace.Traits {
        var traits: TerminalFace.Traits = []
        if hasAttributes { traits.formUnion([.bold, .italic, .underlined, .struck]) }
        if hasColours { traits.formUnion([.dim, .code]) }
        return traits
    }
}
