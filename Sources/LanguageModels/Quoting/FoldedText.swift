/// A text as it is compared: lower case, umlauts and their spellings as one letter, without marks on letters.
///
/// "Gebühren" and "GEBUEHREN" are both `gebuhren`. Signs beyond ASCII are spaces, but for `€`, which is `euro`.
struct FoldedText: Hashable {
    /// Shows where a word may be parted; no letter of it.
    static let softHyphen: Character = "\u{AD}"

    /// UTF-8.
    let bytes: [UInt8]

    init(_ text: some StringProtocol) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                Self.append(Self.lowercased(UInt8(truncatingIfNeeded: scalar.value)), to: &bytes)
            } else {
                Self.fold(scalar, into: &bytes)
            }
        }
        self.bytes = bytes
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Its words in their order; digits count as letters.
    var words: [FoldedWord] {
        bytes.split { !Self.isLetter($0) }.map { FoldedWord($0) }
    }

    /// Whether a folded piece occurs in it.
    func contains(_ piece: String) -> Bool {
        let piece = Array(piece.utf8)
        guard let first = piece.first, piece.count <= bytes.count else { return false }
        return bytes.indices.prefix(bytes.count - piece.count + 1).contains { start in
            bytes[start] == first && bytes[start..<(start + piece.count)].elementsEqual(piece)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    /// Appends a letter, but no `e` that only spells an umlaut.
    private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
        if byte == UInt8(ascii: "e"), let last = bytes.last, "aou".utf8.contains(last) { return }
        bytes.append(byte)
    }

    private static func fold(_ scalar: Unicode.Scalar, into bytes: inout [UInt8]) {
        switch scalar {
        case "ä", "Ä", "à", "á", "â", "À", "Á", "Â": bytes.append(UInt8(ascii: "a"))
        case "ö", "Ö", "ó", "ô", "Ó", "Ô": bytes.append(UInt8(ascii: "o"))
        case "ü", "Ü", "ú", "Ú": bytes.append(UInt8(ascii: "u"))
        case "é", "è", "ê", "É", "È", "Ê": bytes.append(UInt8(ascii: "e"))
        case "ß", "ẞ": bytes += "ss".utf8
        case "€": bytes += "euro".utf8
        case "\u{AD}": break
        case _ where scalar.properties.generalCategory == .nonspacingMark: break
        case _ where scalar.properties.isAlphabetic: bytes += scalar.properties.lowercaseMapping.utf8
        default: bytes.append(UInt8(ascii: " "))
        }
    }
}
